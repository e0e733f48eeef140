import MatrixCore

// One pass over a matrix, in square blocks: when source and target differ in layout, both stay in cache.
extension PortableKernels {
  /// A ← Z diag(s).
  func columnScaled(_ z: Input, _ s: Input, _ a: Output, _ team: Team) {
    a.forEachInBlocks(self.team(team, reading: 2 * a.rows * a.columns)) { i, j in a[i, j] = z[i, j] * s[j, 0] }
  }

  /// M ← I − A.
  func identityMinus(_ a: Input, _ m: Output, _ team: Team) {
    m.forEachInBlocks(self.team(team, reading: 2 * m.rows * m.columns)) { i, j in
      m[i, j] = i == j ? 1 - a[i, j] : -a[i, j]
    }
  }
}

extension MutableStridedMatrix {
  /// Calls `body` for every row and column, along the contiguous index inside square blocks; the team divides the rows.
  @inline(__always)
  func forEachInBlocks(_ team: Team, _ body: @Sendable (Int, Int) -> Void) {
    let side = 32
    team.split(0..<rows, grain: side) { part in
      for i in stride(from: part.lowerBound, to: part.upperBound, by: side) {
        for j in stride(from: 0, to: columns, by: side) {
          visit(i..<min(i + side, part.upperBound), j..<min(j + side, columns), body)
        }
      }
    }
  }

  @inline(__always)
  private func visit(_ rows: Range<Int>, _ columns: Range<Int>, _ body: (Int, Int) -> Void) {
    if columnStride == 1 {
      for i in rows { for j in columns { body(i, j) } }
    } else {
      for j in columns { for i in rows { body(i, j) } }
    }
  }
}
