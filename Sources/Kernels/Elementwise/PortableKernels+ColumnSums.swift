import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// Column sums of a matrix whose rows are contiguous: rows are added to vectors of sums and corrections, in blocks of rows
  /// and columns cut by the shape alone; the blocks of a column are added in their order.
  func columnSumsAlongRows(_ a: Input, magnitudes: Bool, _ sums: Output, _ team: Team) {
    let blocks = (a.rows + Self.blockRows - 1) / Self.blockRows
    let chunks = (a.columns + Self.blockColumns - 1) / Self.blockColumns
    withScratch(2 * blocks * a.columns) { scratch in
      guard let scratch else {
        sumColumnByColumn(a, magnitudes: magnitudes, sums, team)
        return
      }
      scratch.base.initialize(repeating: 0, count: 2 * blocks * a.columns)
      // Neighbouring chunks of one block follow each other: its rows are read almost whole.
      team.split(0..<blocks * chunks) { own in
        for task in own {
          let rows = task / chunks * Self.blockRows..<min((task / chunks + 1) * Self.blockRows, a.rows)
          let columns = task % chunks * Self.blockColumns..<min((task % chunks + 1) * Self.blockColumns, a.columns)
          let state = scratch.base + (2 * (task / chunks) * a.columns + columns.lowerBound)
          addRows(a.window(rows, columns), magnitudes, state, state + a.columns)
        }
      }
      for j in 0..<a.columns {
        var (sum, correction): (Scalar, Scalar) = (0, 0)
        for block in 0..<blocks {
          let state = scratch.base + (2 * block * a.columns + j)
          TwoSum.add(state[0], to: &sum, &correction)
          correction += state[a.columns]
        }
        sums[j, 0] = Self.total(sum, correction)
      }
    }
  }

  /// A chunk of sums and corrections stays in the second cache, its rows are long enough for the processor's own prefetch; a
  /// block is long enough that its own sums are few.
  private static var blockRows: Int { 512 }
  private static var blockColumns: Int { 16384 }

  private func addRows(
    _ a: Input, _ magnitudes: Bool, _ sums: UnsafeMutablePointer<Scalar>, _ corrections: UnsafeMutablePointer<Scalar>
  ) {
    var i = 0
    while i < a.rows {
      let rows = i + ElementwiseKernels<Scalar>.rowsAtOnce <= a.rows ? ElementwiseKernels<Scalar>.rowsAtOnce : 1
      micro.elementwise.addRows(rows, a.columns, a.base + i * a.rowStride, a.rowStride, magnitudes, sums, corrections)
      i += rows
    }
  }

  /// The slow way that needs no memory.
  private func sumColumnByColumn(_ a: Input, magnitudes: Bool, _ sums: Output, _ team: Team) {
    team.split(0..<a.columns) { columns in
      for j in columns {
        var sum = CompensatedSum<Scalar>()
        for i in 0..<a.rows { sum.add(magnitudes ? abs(a[i, j]) : a[i, j]) }
        sums[j, 0] = sum.value
      }
    }
  }
}
