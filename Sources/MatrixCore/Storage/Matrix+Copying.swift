extension Matrix {
  /// A matrix from rows of numbers, for tables of a few sectors. All rows must have one length.
  public init(_ rows: [[Scalar]], layout: Layout = .rowMajor) throws(AllocationError) {
    let width = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "rows of unequal length")
    try self.init(rows: rows.count, columns: width, layout: layout)
    for (i, row) in rows.enumerated() {
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// A copy of `source` in the layout asked for. Cost: one pass, in square blocks so that neither side strides through
  /// memory when the layouts differ.
  public init(copying source: MatrixView<Scalar>, layout: Layout = .rowMajor) throws(AllocationError) {
    try self.init(rows: source.rows, columns: source.columns, layout: layout)
    var target = mutableView
    target.copy(source)
  }

  /// A matrix whose only column is `vector`.
  public init(column vector: [Scalar], layout: Layout = .columnMajor) throws(AllocationError) {
    try self.init(rows: vector.count, columns: 1, layout: layout)
    for (i, value) in vector.enumerated() { self[i, 0] = value }
  }
}
