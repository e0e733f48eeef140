import KernelTemplates
import MatrixCore

// Columns that lie apart, as those of all column-major matrices, would each need a walk of their own along the indices: they
// are put side by side first.
extension PortableKernels {
  /// Columns side by side at most: more share one walk along the indices, but then the packed rows of B are in the second level
  /// of cache for smaller matrices only.
  private var mostPacked: Int { 16 }
  /// Entries for each row of B and of C that pay for packing both: a row of C costs as much to pack as a few entries to read
  /// once more. Chosen, not measured.
  private var entriesWorthPacking: Int { 8 }

  /// C ← α S B + β C. False, with nothing changed, where it does not pay or finds no memory.
  func multiplyPacked(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ lines: Range<Int>, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) -> Bool {
    guard s.nonZeros(in: lines) >= entriesWorthPacking * (b.rows + c.rows) else { return false }
    let passes = (c.columns + mostPacked - 1) / mostPacked
    let width = (c.columns + passes - 1) / passes
    return withScratch((b.rows + c.rows) * width) { scratch in
      guard let scratch else { return false }
      for first in stride(from: 0, to: c.columns, by: width) {
        let columns = first..<min(first + width, c.columns)
        let packed = Self.sideBySide(scratch.base, b.rows, columns.count)
        let sums = Self.sideBySide(scratch.base + b.rows * width, c.rows, columns.count)
        team.split(0..<b.rows, grain: 64) { rows in Self.pack(b.window(rows, columns), packed.window(rows, 0..<columns.count)) }
        withOperation(1, s, first: lines.lowerBound, packed.reading, 0, sums) { operation in
          team.run { member, members in
            let rows = s.rows(of: member, members, in: lines)
            combine(operation, rows, columns.count)
            Self.place(alpha, sums.window(rows, 0..<columns.count), beta, c.window(rows, columns))
          }
        }
      }
      return true
    }
  }

  private static func sideBySide(_ base: UnsafeMutablePointer<Scalar>, _ rows: Int, _ columns: Int) -> Output {
    Output(base: base, rows: rows, columns: columns, rowStride: columns, columnStride: 1)
  }

  private static func pack(_ b: Input, _ target: Output) {
    for j in 0..<b.columns {
      for i in 0..<b.rows { target[i, j] = b[i, j] }
    }
  }

  /// C ← α P + β C. With β = 0, C is not read.
  private static func place(_ alpha: Scalar, _ sums: Output, _ beta: Scalar, _ c: Output) {
    for j in 0..<c.columns {
      for i in 0..<c.rows { c[i, j] = beta == 0 ? alpha * sums[i, j] : alpha * sums[i, j] + beta * c[i, j] }
    }
  }
}
