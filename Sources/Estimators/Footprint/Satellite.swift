import MatrixCore
import Tables

/// A satellite account: something each sector has so much of (jobs, emissions, energy), in a unit of its own.
public struct Satellite: Sendable, Equatable {
  public var name: String
  /// F, n.
  public var flows: [Double]

  public init(name: String, flows: [Double]) { (self.name, self.flows) = (name, flows) }

  /// S = F x̂⁻¹; 0 for sectors without output. Errors: a flow of a sector without output, and one that is not finite.
  func intensities(_ table: borrowing InputOutputTable) throws(EstimationError) -> [Double] {
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    guard flows.count == output.count else {
      throw .satelliteShape(name, expected: output.count, found: flows.count)
    }
    if let place = flows.firstIndex(where: { !$0.isFinite }) { throw .satelliteNotFinite(name, table.sectors[place]) }
    if let used = output.indices.first(where: { output[$0] == 0 && flows[$0] != 0 }) {
      throw .satelliteWithoutOutput(name, table.sectors[used], flow: flows[used])
    }
    return output.indices.map { output[$0] == 0 ? 0 : flows[$0] / output[$0] }
  }

  /// Rows of a table by name: `value_added`, a vector, a block of several rows (all of them), or one of them as NAME_2.
  /// Errors: a name the table does not have.
  public static func rows(_ names: [String], of table: borrowing InputOutputTable) throws(EstimationError) -> [Satellite] {
    try table.series(names).map { Satellite(name: $0.name, flows: $0.values) }
  }
}
