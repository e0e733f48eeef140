import MatrixCore

// One step of a block Gauss-Seidel iteration at the speed of memory.
extension Engine {
  /// X_s ← X_s + M_s (Y_s − X_s + (A X)_s), block after block in the order given: one sweep for (I − A) X = Y, where M_s is
  /// (I − A_ss)⁻¹. Returns the largest residual that each column showed on the way, NaN where one was; nil, with nothing
  /// changed, when there is no memory for scratch, A or M has no stride of 1, or X none or more than 8 columns.
  ///
  /// Shapes: A n × n, X and Y n × k, Y nil for zeros; M_s in the rows of block s of `inverses`, in the first columns. With
  /// `transposed`, Aᵀ and M_sᵀ in the places of A and M_s. X must overlap none of the others, and blocks not each other. Where X
  /// is zero but for the lines of `support`, only what it meets is read: half of A from X = 0.
  /// Cost: one pass over A and the inverses. Bitwise the same for every number of threads. Always the Swift kernels.
  @_lifetime(x: copy x)
  public func sweep(
    _ a: MatrixView<Double>, transposed: Bool = false, blocks: [Range<Int>], inverses: MatrixView<Double>,
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, support: Range<Int>? = nil
  ) -> [Double]? {
    table.double.sweep(Self.operands(a, transposed, blocks, inverses, x, y, support), team)
  }

  /// The same for A and inverses stored in single precision. All arithmetic is done in double precision.
  @_lifetime(x: copy x)
  public func sweep(
    _ a: MatrixView<Float>, transposed: Bool = false, blocks: [Range<Int>], inverses: MatrixView<Float>,
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, support: Range<Int>? = nil
  ) -> [Double]? {
    table.double.sweepSingle(Self.operands(a, transposed, blocks, inverses, x, y, support), team)
  }

  private static func operands<Stored>(
    _ a: MatrixView<Stored>, _ isTransposed: Bool, _ blocks: [Range<Int>], _ inverses: MatrixView<Stored>,
    _ x: borrowing MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?
  ) -> SweepOperands<Stored, Double> {
    precondition(a.rows == a.columns && a.rows == x.rows && a.rows == inverses.rows, "shapes disagree")
    precondition(
      blocks.allSatisfy { $0.count <= inverses.columns && $0.lowerBound >= 0 && $0.upperBound <= a.rows },
      "a block outside the matrix")
    precondition(support.map { $0.lowerBound >= 0 && $0.upperBound <= a.rows } ?? true, "lines outside the matrix")
    var operands = SweepOperands(
      a: StridedMatrix(a), isTransposed: isTransposed, blocks: blocks, inverses: StridedMatrix(inverses),
      x: MutableStridedMatrix(x), y: nil, support: support ?? 0..<a.rows)
    if let y {
      precondition(y.rows == x.rows && y.columns == x.columns, "shapes disagree")
      operands.y = StridedMatrix(y)
    }
    return operands
  }
}
