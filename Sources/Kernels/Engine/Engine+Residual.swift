import MatrixCore

extension Engine {
  /// R ← (Y − X) + P with P = A X, and the figures of every column, held against P + s |X| + |Y|.
  ///
  /// s is |1 − a_ii| − |a_ii|, so that the weight is |I − A||X| + |Y| where A and X are not negative. Shapes: X, Y, P n × m in
  /// any layout, R n × m with contiguous columns, s n. Cost: one pass over the four. R must not overlap the others.
  @_lifetime(r: copy r)
  public func formResidual(
    _ x: MatrixView<Double>, _ y: MatrixView<Double>, product p: MatrixView<Double>, shares s: [Double],
    into r: inout MutableMatrixView<Double>
  ) -> [ResidualFigures] {
    residuals(StridedMatrix(x), StridedMatrix(y), StridedMatrix(p), s, MutableStridedMatrix(r), ResidualLine.form)
  }

  /// The figures of a residual that is there, held against W + s |X| + |Y|.
  ///
  /// Shapes, cost: as above. With W = |A||X| the weight is |I − A||X| + |Y| for any A and X.
  public func residualFigures(
    _ r: MatrixView<Double>, _ x: MatrixView<Double>, _ y: MatrixView<Double>, weights w: MatrixView<Double>,
    shares s: [Double]
  ) -> [ResidualFigures] {
    residuals(StridedMatrix(x), StridedMatrix(y), StridedMatrix(w), s, MutableStridedMatrix(reading: r), ResidualLine.measure)
  }

  /// By pieces of columns, which are cut the same way whatever the number of threads.
  private func residuals(
    _ x: StridedMatrix<Double>, _ y: StridedMatrix<Double>, _ w: StridedMatrix<Double>, _ s: [Double],
    _ r: MutableStridedMatrix<Double>, _ figures: @Sendable (ResidualLine.Piece) -> ResidualFigures
  ) -> [ResidualFigures] {
    for view in [x, y, w] { precondition(view.rows == r.rows && view.columns == r.columns, "shapes disagree") }
    precondition(s.count == r.rows, "shapes disagree")
    precondition(r.rowStride == 1 || r.rows <= 1, "columns of this matrix are not contiguous")
    let pieces = max(1, (r.rows + Self.pieceRows - 1) / Self.pieceRows)
    let team = r.rows * r.columns < Self.leastElements ? Team(threads: 1) : team
    var parts = [ResidualFigures](repeating: ResidualFigures(), count: pieces * r.columns)
    parts.withUnsafeMutableBufferPointer { parts in
      let results = FigureSlots(base: parts.baseAddress)
      s.withUnsafeBufferPointer { s in
        let shares = StridedMatrix(vector: s)
        team.split(0..<pieces * r.columns) { own in
          for task in own {
            let (j, first) = (task / pieces, task % pieces * Self.pieceRows)
            let rows = first..<min(first + Self.pieceRows, r.rows)
            Self.withColumns([x, y, w].map { $0.window(rows, j..<j + 1) }) { columns in
              results.base?[task] = figures(
                ResidualLine.Piece(
                  count: rows.count, x: columns[0], y: columns[1], weights: columns[2], shares: shares.base + first,
                  residual: r.base + (j * r.columnStride + first)))
            }
          }
        }
      }
    }
    return (0..<r.columns).map { j in
      parts[j * pieces..<(j + 1) * pieces].reduce(into: ResidualFigures()) { $0.join($1) }
    }
  }

  /// Contiguous columns: where they are, or copied.
  private static func withColumns(
    _ columns: [StridedMatrix<Double>], _ body: ([UnsafePointer<Double>]) -> Void
  ) {
    if columns.allSatisfy({ $0.rowStride == 1 }) { return body(columns.map(\.base)) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count * pieceRows) { memory in
      guard let base = memory.baseAddress else { return }
      body(
        columns.enumerated().map { index, column in
          let target = base + index * pieceRows
          for i in 0..<column.rows { (target + i).initialize(to: column[i, 0]) }
          return UnsafePointer(target)
        })
    }
  }

  private static var pieceRows: Int { 2048 }
  /// Less is done before another thread has begun.
  private static var leastElements: Int { 16384 }
}

extension MutableStridedMatrix<Double> {
  /// For operations that only read it.
  fileprivate init(reading view: MatrixView<Double>) {
    self.init(
      base: UnsafeMutablePointer(mutating: view.base), rows: view.rows, columns: view.columns, rowStride: view.rowStride,
      columnStride: view.columnStride)
  }
}

/// Where the members of a team leave their figures, each its own.
private struct FigureSlots: @unchecked Sendable {
  let base: UnsafeMutablePointer<ResidualFigures>?
}
