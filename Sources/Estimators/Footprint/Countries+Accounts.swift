import MatrixCore
import Tables

extension Countries {
  /// Y_r: all final demand of a country.
  func demand(of country: Int, _ table: borrowing InputOutputTable) -> [Double] {
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: ofSector.count)
    for c in ofDemand.indices where ofDemand[c] == country {
      for i in sums.indices { sums[i].add(table.finalDemand[i, c]) }
    }
    return sums.map(\.value)
  }

  /// Σ_{i in s} S_i (L Y_r)_i. `output`: L Y_r for the absorbers in order.
  func flows(_ intensities: [Double], _ output: [[Double]]) -> [[Double]] {
    var sums = [[CompensatedSum<Double>]](
      repeating: [CompensatedSum<Double>](repeating: CompensatedSum(), count: count), count: count)
    for (k, absorber) in absorbers.enumerated() {
      for i in intensities.indices { sums[ofSector[i]][absorber].add(intensities[i] * output[k][i]) }
    }
    return sums.map { $0.map(\.value) }
  }

  /// Sums over the sectors of each country.
  func sums(_ values: [Double]) -> [Double] { members.map { $0.lazy.map { values[$0] }.compensatedSum() } }
}
