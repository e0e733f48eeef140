import Kernels
import MatrixCore

/// What one pass over the elements of A shows of a table that fails. Cost: one pass; n² bits for the graph.
struct FailureScan {
  /// Rows of A that are looked at together.
  static let panelHeight = 64

  private(set) var columnSums: [Double]
  private(set) var negatives = 0
  private(set) var mostNegative: (row: Int, column: Int, value: Double) = (0, 0, 0)
  /// Which sector is used by which; nil for tables of too many sectors.
  private(set) var graph: CoefficientGraph?

  init(_ a: any CoefficientOperator, on engine: Engine) throws(AllocationError) {
    let n = a.count
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: n)
    columnSums = []
    graph = n <= CoefficientGraph.mostSectors ? CoefficientGraph(count: n) : nil
    var panel = try Matrix<Double>(rows: min(n, Self.panelHeight), columns: n)
    for first in stride(from: 0, to: n, by: Self.panelHeight) {
      let rows = first..<min(first + Self.panelHeight, n)
      Self.copy(rows, of: a, into: &panel, on: engine)
      for i in rows { look(panel.view.row(i - first), i, &sums) }
    }
    columnSums = sums.map(\.value)
  }

  private static func copy(
    _ rows: Range<Int>, of a: any CoefficientOperator, into panel: inout Matrix<Double>, on engine: Engine
  ) {
    var all = panel.mutableView
    var target = all.window(rows: 0..<rows.count, columns: 0..<a.count)
    a.copy(rows: rows, columns: 0..<a.count, into: &target, on: engine)
  }

  private mutating func look(_ row: Span<Double>, _ i: Int, _ sums: inout [CompensatedSum<Double>]) {
    for j in row.indices where row[j] != 0 {
      sums[j].add(row[j])
      graph?.link(i, j)
      guard row[j] < 0 else { continue }
      negatives += 1
      if row[j] < mostNegative.value { mostNegative = (i, j, row[j]) }
    }
  }
}
