import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// C ← α Sᵀ B + β C on the rows of S as they are stored. The rows are cut into parts by the shape of S alone; each part
  /// is scattered into memory of its own, and the parts are added in their order, whatever the team.
  func multiplySparseTransposed(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    guard alpha != 0 else {
      scale(c, by: beta, team)
      return
    }
    let parts = Self.transposedParts(s)
    let team = self.team(team, reading: (s.nonZeros + s.rows) * c.columns)
    let groups = ColumnGroup.groups(c.columns)
    withScratch(parts * c.rows * groups[0].width) { scratch in
      guard let scratch else {
        addDirectly(alpha, s, b, beta, c)
        return
      }
      for group in groups {
        scatterParts(s, b.window(0..<b.rows, group.columns), group.width, parts, scratch, team)
        addParts(alpha, scratch, group.width, parts, beta, c.window(0..<c.rows, group.columns), team)
      }
    }
  }

  /// So many parts that adding them costs less than an eighth of the products, counted in elements. Chosen, not
  /// measured.
  private static func transposedParts(_ s: SparseMatrix<Scalar>) -> Int {
    min(max(s.nonZeros / (8 * s.columns + 1024), 1), 16)
  }

  private func scatterParts(
    _ s: SparseMatrix<Scalar>, _ b: Input, _ width: Int, _ parts: Int, _ scratch: ScratchMemory<Scalar>, _ team: Team
  ) {
    let size = s.columns * width
    let run = scatter(width)
    let none = Output(base: scratch.base, rows: 0, columns: 0, rowStride: 1, columnStride: 1)
    withOperation(1, s, b, 0, none) { operation in
      team.split(0..<parts) { own in
        for part in own {
          var operation = operation
          operation.y = scratch.base + part * size
          operation.y.update(repeating: 0, count: size)
          let rows = s.rows(of: part, parts)
          run(operation, rows.lowerBound, rows.upperBound, b.columns)
        }
      }
    }
  }

  /// The inner loop for a group of columns.
  private func scatter(_ width: Int) -> @Sendable (SparseOperation<Scalar>, Int, Int, Int) -> Void {
    switch width {
    case 1: micro.scatter.scatter
    case 2: micro.scatter.scatterTwo
    case 4: micro.scatter.scatterFour
    default: micro.scatter.scatterEight
    }
  }

  private func addParts(
    _ alpha: Scalar, _ scratch: ScratchMemory<Scalar>, _ width: Int, _ parts: Int, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    let size = c.rows * width
    team.split(0..<c.rows, grain: 64) { rows in
      for i in rows {
        for j in 0..<c.columns {
          var sum = scratch.base[i * width + j]
          for part in 1..<max(parts, 1) { sum += scratch.base[part * size + i * width + j] }
          c[i, j] = beta == 0 ? alpha * sum : alpha * sum + beta * c[i, j]
        }
      }
    }
  }

  /// The slow way that needs no memory.
  private func addDirectly(_ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ b: Input, _ beta: Scalar, _ c: Output) {
    for i in 0..<c.rows { for j in 0..<c.columns { c[i, j] = beta == 0 ? 0 : beta * c[i, j] } }
    for i in 0..<s.rows {
      for entry in s.rowStarts[i]..<s.rowStarts[i + 1] {
        let (row, value) = (Int(s.columnIndices[entry]), s.values[entry])
        for j in 0..<c.columns { c[row, j] += alpha * (value * b[i, j]) }
      }
    }
  }
}
