import MatrixCore

extension Engine {
  /// C ← α Sᵀ B + β C for sparse S as it is stored: the product of a matrix in compressed columns.
  ///
  /// Shapes: S n × m, B n × k, C m × k, any strides; C must not overlap B. Cost: one pass over S for every eight columns of B,
  /// and up to 16 vectors of m elements of memory for each column of a pass, slower without them. An element is the same
  /// sequence of operations whatever the number of threads.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, transposing s: SparseMatrix<Scalar>, _ b: MatrixView<Scalar>, plus beta: Scalar = 0,
    into c: inout MutableMatrixView<Scalar>
  ) {
    precondition(s.columns == c.rows && b.columns == c.columns && s.rows == b.rows, "shapes disagree")
    table.kernels(Scalar.self).multiplySparseTransposed(alpha, s, StridedMatrix(b), beta, MutableStridedMatrix(c), team)
  }

  /// C ← α A B + β C for a matrix of regions: the sparse rest first, then the dense blocks in their order.
  ///
  /// Shapes: A m × n, B n × k, C m × k, any strides; C must not overlap A or B. Cost: one pass over what A stores, the blocks
  /// of a row of regions on one thread. The order of additions is fixed by A.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, regions a: borrowing RegionMatrix<Scalar>, _ b: MatrixView<Scalar>, plus beta: Scalar = 0,
    into c: inout MutableMatrixView<Scalar>
  ) {
    multiply(alpha, regions: a, rows: 0..<a.rows, b, plus: beta, into: &c)
  }

  /// The same for some of the rows: C has as many.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, regions a: borrowing RegionMatrix<Scalar>, rows lines: Range<Int>, _ b: MatrixView<Scalar>,
    plus beta: Scalar = 0, into c: inout MutableMatrixView<Scalar>
  ) {
    precondition(b.columns == c.columns && a.columns == b.rows, "shapes disagree")
    multiply(alpha, sparse: a.rest, rows: lines, b, plus: beta, into: &c)
    // Blocks lie in a grid: those of some rows follow each other.
    let own = Self.positions(a.blocks.count, in: lines) { a.blocks[$0].rows }
    let blocks = own.compactMap { k in
      RegionBlock(a.blocks[k].rows, a.blocks[k].columns, StridedMatrix(a.values(of: k)), lines)
    }
    table.kernels(Scalar.self).multiplyBlocks(alpha, blocks, StridedMatrix(b), MutableStridedMatrix(c), team)
  }

  /// C ← α B X + β C for some rows B of Aᵀ. `rest` is the transpose of A's sparse rest.
  ///
  /// Shapes: A m × n, X m × k, C rows × k. Cost: one pass over what A stores of those columns.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, transposing a: borrowing RegionMatrix<Scalar>, rest: SparseMatrix<Scalar>, rows lines: Range<Int>,
    _ x: MatrixView<Scalar>, plus beta: Scalar = 0, into c: inout MutableMatrixView<Scalar>
  ) {
    precondition(x.columns == c.columns && a.rows == x.rows && rest.rows == a.columns, "shapes disagree")
    multiply(alpha, sparse: rest, rows: lines, x, plus: beta, into: &c)
    let own = Self.positions(a.blocks.count, in: lines) { a.blocks[a.columnOrder[$0]].columns }
    let blocks = own.compactMap { position in
      let k = a.columnOrder[position]
      return RegionBlock(a.blocks[k].columns, a.blocks[k].rows, StridedMatrix(a.values(of: k)).transposed, lines)
    }
    table.kernels(Scalar.self).multiplyBlocks(alpha, blocks, StridedMatrix(x), MutableStridedMatrix(c), team)
  }

  /// The positions of ranges that meet `lines`, in a list that rises.
  private static func positions(_ count: Int, in lines: Range<Int>, _ range: (Int) -> Range<Int>) -> Range<Int> {
    func first(where isBehind: (Range<Int>) -> Bool) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if isBehind(range(middle)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = first { $0.upperBound > lines.lowerBound }
    return start..<max(start, first { $0.lowerBound >= lines.upperBound })
  }
}

extension RegionBlock {
  /// The part of a block inside some rows, which are counted from the first of them; nil where there is none.
  fileprivate init?(_ rows: Range<Int>, _ columns: Range<Int>, _ values: StridedMatrix<Scalar>, _ lines: Range<Int>) {
    let own = rows.clamped(to: lines)
    guard !own.isEmpty else { return nil }
    let part = own.lowerBound - rows.lowerBound..<own.upperBound - rows.lowerBound
    self.init(
      rows: own.lowerBound - lines.lowerBound..<own.upperBound - lines.lowerBound, columns: columns,
      values: values.window(part, 0..<columns.count))
  }
}
