import MatrixCore

extension RegionMatrix<Double> {
  /// Elements of dense blocks.
  var denseElements: Int { blocks.reduce(0) { $0 + $1.rows.count * $1.columns.count } }

  /// Where the first NaN or infinity stands, dense blocks before the rest.
  func firstNonFinite() -> (row: Int, column: Int)? {
    for (k, block) in blocks.enumerated() {
      if let (row, column) = values(of: k).firstNonFinite() {
        return (block.rows.lowerBound + row, block.columns.lowerBound + column)
      }
    }
    return rest.firstNonFinite()
  }

  /// B ← a part of the matrix.
  @_lifetime(b: copy b)
  func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>) {
    b.fill(0)
    rest.forEach(in: rows, columns) { b[$0 - rows.lowerBound, $1 - columns.lowerBound] = $2 }
    for (k, block) in blocks.enumerated() where block.rows.overlaps(rows) && block.columns.overlaps(columns) {
      let (ownRows, ownColumns) = (block.rows.clamped(to: rows), block.columns.clamped(to: columns))
      let values = values(of: k)
      for i in ownRows {
        for j in ownColumns {
          b[i - rows.lowerBound, j - columns.lowerBound] = values[i - block.rows.lowerBound, j - block.columns.lowerBound]
        }
      }
    }
  }
}
