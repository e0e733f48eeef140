import MatrixCore

// One pass over a matrix, in square blocks: when source and target differ in layout, both stay in cache.
extension PortableKernels {
  /// A ← Z diag(s).
  func columnScaled(_ z: Input, _ s: Input, _ a: Output, _ team: Team) {
    inBlocks(a, team) { rows, columns in
      Self.each(a, rows, columns) { i, j in a[i, j] = z[i, j] * s[j, 0] }
    }
  }

  /// M ← I − A.
  func identityMinus(_ a: Input, _ m: Output, _ team: Team) {
    inBlocks(m, team) { rows, columns in
      Self.each(m, rows, columns) { i, j in m[i, j] = i == j ? 1 - a[i, j] : -a[i, j] }
    }
  }

  private func inBlocks(_ target: Output, _ team: Team, _ body: @Sendable (Range<Int>, Range<Int>) -> Void) {
    let side = 32
    self.team(team, reading: 2 * target.rows * target.columns).split(0..<target.rows, grain: side) { part in
      for i in stride(from: part.lowerBound, to: part.upperBound, by: side) {
        for j in stride(from: 0, to: target.columns, by: side) {
          body(i..<min(i + side, part.upperBound), j..<min(j + side, target.columns))
        }
      }
    }
  }

  /// Visits a block along the target's contiguous index.
  @inline(__always)
  private static func each(_ target: Output, _ rows: Range<Int>, _ columns: Range<Int>, _ body: (Int, Int) -> Void) {
    if target.columnStride == 1 {
      for i in rows { for j in columns { body(i, j) } }
    } else {
      for j in columns { for i in rows { body(i, j) } }
    }
  }
}
