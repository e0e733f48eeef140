import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// C ← α Sᵀ B + β C on the rows of S as they are stored. The rows are cut into parts by the shape of S alone; each part
  /// is scattered into memory of its own, and the parts are added in their order, whatever the team.
  func multiplySparseTransposed(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    let parts = Self.transposedParts(s)
    let team = self.team(team, reading: (s.nonZeros + s.rows) * c.columns)
    let widest = c.columns >= 8 ? 8 : 1
    withScratch(parts * c.rows * widest) { scratch in
      guard let scratch else {
        addDirectly(alpha, s, b, beta, c)
        return
      }
      var j = 0
      while j < c.columns {
        let width = j + 8 <= c.columns ? 8 : 1
        let columns = j..<j + width
        scatterParts(s, b.window(0..<b.rows, columns), width, parts, scratch, team)
        addParts(alpha, scratch, parts, beta, c.window(0..<c.rows, columns), team)
        j += width
      }
    }
  }

  /// So many parts that adding them costs less than an eighth of the products.
  private static func transposedParts(_ s: SparseMatrix<Scalar>) -> Int {
    min(max(s.nonZeros / (8 * s.columns + 1024), 1), 16)
  }

  private func scatterParts(
    _ s: SparseMatrix<Scalar>, _ b: Input, _ width: Int, _ parts: Int, _ scratch: ScratchMemory<Scalar>, _ team: Team
  ) {
    let size = s.columns * width
    let none = Output(base: scratch.base, rows: 0, columns: 0, rowStride: 1, columnStride: 1)
    withOperation(1, s, b, 0, none) { operation in
      team.split(0..<parts) { own in
        for part in own {
          var operation = operation
          operation.y = scratch.base + part * size
          operation.y.update(repeating: 0, count: size)
          let rows = s.rows(of: part, parts)
          (width == 8 ? micro.scatter.scatterEight : micro.scatter.scatter)(operation, rows.lowerBound, rows.upperBound)
        }
      }
    }
  }

  private func addParts(
    _ alpha: Scalar, _ scratch: ScratchMemory<Scalar>, _ parts: Int, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    let size = c.rows * c.columns
    team.split(0..<c.rows, grain: 64) { rows in
      for i in rows {
        for j in 0..<c.columns {
          var sum = scratch.base[i * c.columns + j]
          for part in 1..<max(parts, 1) { sum += scratch.base[part * size + i * c.columns + j] }
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
        let (row, factor) = (Int(s.columnIndices[entry]), alpha * s.values[entry])
        for j in 0..<c.columns { c[row, j] += factor * b[i, j] }
      }
    }
  }
}
