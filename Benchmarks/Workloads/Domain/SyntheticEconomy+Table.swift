import BenchmarkHarness
import Leontief

extension SyntheticEconomy {
  /// A balanced table with these coefficients: x is what a few rounds of production for a final demand of whole units come to, y
  /// what x leaves, v what is left of outlays.
  ///
  /// Shapes: n × n flows, one column of final demand. Cost: some twenty passes over A. Errors: `AllocationError`, `LabelError`.
  func table() throws -> InputOutputTable {
    let output = roundsOfProduction(try finalDemand(columns: 1).columnValues(0))
    var flows = try coefficients.copied(layout: .rowMajor)
    var elements = flows.mutableElements
    for k in elements.indices { elements[k] *= output[k % count] }
    let (sold, bought) = (flows.view.rowSums(), flows.view.columnSums())
    var demand = try Matrix<Double>(rows: count, columns: 1)
    for i in 0..<count { demand[i, 0] = output[i] - sold[i] }
    var metadata = TableMetadata()
    (metadata.id, metadata.title) = ("generated", "a generated economy of \(count) sectors")
    (metadata.unit, metadata.flowKind) = ("units", .interRegional)
    return InputOutputTable(
      sectors: try SectorIndex(labels), transactions: flows,
      demand: [DemandCategory(region: labels[0].region, category: "final demand")], finalDemand: demand, output: output,
      valueAdded: (0..<count).map { output[$0] - bought[$0] }, metadata: metadata)
  }

  /// y + A y + A² y + …, until the next round is under half of every component of y: what is left of x is then positive.
  private func roundsOfProduction(_ demand: [Double]) -> [Double] {
    var (output, round) = (demand, demand)
    for _ in 0..<Self.mostRounds {
      round = coefficients.compensatedProduct(round)
      if zip(round, demand).allSatisfy({ $0 < $1 / 2 }) { break }
      for i in output.indices { output[i] += round[i] }
    }
    return output
  }

  /// Columns under 0.92 shrink a round to 10⁻¹⁴ by then.
  private static var mostRounds: Int { 400 }
}
