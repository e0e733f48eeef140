import Kernels
import MatrixCore
import Solvers

extension Economy {
  /// Columns of L that are solved for at a time where all of them are needed.
  static let panelWidth = 128

  /// Hands out all columns of L in order, a panel of n × 128 at a time: L itself is never held.
  ///
  /// Cost: n solves. Memory: three panels, within the budget. Errors: `EstimationError.solver`, also `.stopped`.
  func forEachInversePanel(
    _ settings: EstimationSettings, _ body: (_ members: Range<Int>, _ panel: borrowing Matrix<Double>) -> Void
  ) throws(EstimationError) {
    let n = sectorCount
    let panel = MemoryBudget.bytes(rows: n, columns: min(n, Self.panelWidth))
    do {
      try settings.budget.reserve(MemoryBudget.sum(panel, panel, panel), for: "columns of the inverse, a panel at a time")
    } catch { throw .solver(.memory(error)) }
    for first in stride(from: 0, to: n, by: Self.panelWidth) {
      let members = first..<min(first + Self.panelWidth, n)
      var units = try Self.panel(rows: n, columns: members.count)
      for (k, member) in members.enumerated() { units[member, k] = 1 }
      let part = Double(members.lowerBound) / Double(n)...Double(members.upperBound) / Double(n)
      body(members, try solve(units, .output, monitor: settings.monitor.part(part)))
    }
  }
}
