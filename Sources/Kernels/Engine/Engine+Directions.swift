import MatrixCore

// One step of a block Krylov method with block Gauss-Seidel as its preconditioner, at the speed of a product.
extension Engine {
  /// P ← M⁻¹ R and W ← (I − A) P, where M is I − A without what lies behind its diagonal blocks, in the order of the blocks
  /// given. False, with nothing changed, when there is no memory for scratch or A has no stride of 1.
  ///
  /// Shapes: A n × n; R, P and W n × k with contiguous rows; the inverse of block s of I − A in its rows of `inverses`, in the
  /// first columns; the blocks make up 0 ..< n. With `transposed`, Aᵀ and the transposed inverses in the places of A and the
  /// inverses. P and W must overlap none of the others. Cost: 2n²k flops and one pass over A; memory for two more n × k.
  /// W belongs to the P that is returned, however the inverses were rounded. Bitwise the same for every number of threads.
  /// Always the Swift kernels.
  @_lifetime(p: copy p)
  @_lifetime(w: copy w)
  public func directions<Scalar: MatrixScalar>(
    _ a: MatrixView<Scalar>, transposed: Bool = false, blocks: [Range<Int>], inverses: MatrixView<Scalar>,
    _ r: MatrixView<Scalar>, into p: inout MutableMatrixView<Scalar>, and w: inout MutableMatrixView<Scalar>
  ) -> Bool {
    let (n, k) = (r.rows, r.columns)
    precondition(a.rows == n && a.columns == n && inverses.rows == n, "shapes disagree")
    precondition(p.rows == n && w.rows == n && p.columns == k && w.columns == k, "shapes disagree")
    precondition(
      (r.columnStride == 1 && p.columnStride == 1 && w.columnStride == 1) || k <= 1, "rows are not contiguous")
    let ends = blocks.sorted { $0.lowerBound < $1.lowerBound }.reduce(0) { $1.lowerBound == $0 ? $1.upperBound : -1 }
    precondition(ends == n && blocks.allSatisfy { $0.count <= inverses.columns }, "the blocks do not make up the matrix")
    return table.kernels(Scalar.self).directions(
      DirectionOperands(
        a: StridedMatrix(a), isTransposed: transposed, blocks: blocks, inverses: StridedMatrix(inverses),
        r: StridedMatrix(r), p: MutableStridedMatrix(p), w: MutableStridedMatrix(w)), team)
  }
}
