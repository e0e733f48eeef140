import MatrixCore
import Solvers
import Tables

/// An economy and what an extraction is measured in.
///
/// Final demand f is the table's, or x − A x in a table without any; output is L f, so that what is lost is that of this very
/// model: in a table whose rows do not balance it differs from the table's.
struct ExtractedEconomy {
  let economy: Economy
  let demand: [Double]
  let output: [Double]
  /// Weights: ones for output, then value added, then rows.
  let measures: [MultiplierRow]
  /// Sectors without output that sell: their allocation coefficients are not defined.
  let sellersWithoutOutput: [Int]
  let remarks: [String]
  let checks: [IdentityCheck]

  /// Cost: two solves. `names`: rows wanted beside output and value added; nil for employment where the table has it.
  init(
    _ table: borrowing InputOutputTable, rightHandSides: Int, rows names: [String]?, _ settings: EstimationSettings
  ) throws(EstimationError) {
    let flows = try settings.remarkOnFlows(table)
    let (measures, left) = try Self.measures(table, names)
    economy = try Economy(table, rightHandSides: rightHandSides, settings)
    if let finalDemand = economy.finalDemand {
      demand = finalDemand
    } else {
      guard let output = table.output else { throw .noFinalDemand(table: table.metadata.title) }
      demand = zip(output, try economy.product(output)).map { $0 - $1 }
    }
    output = try economy.output(meeting: demand)
    let sales = try economy.product(output)
    sellersWithoutOutput = economy.inactive.filter { sales[$0] != 0 }
    self.measures = measures
    remarks = [flows].compactMap(\.self) + left
    checks = [
      try economy.outputCheck("output that meets final demand is the table's", output, meeting: demand)
    ].compactMap(\.self)
  }

  private static func measures(
    _ table: borrowing InputOutputTable, _ names: [String]?
  ) throws(EstimationError) -> (measures: [MultiplierRow], remarks: [String]) {
    let money = table.metadata.money
    let ones = [Double](repeating: 1, count: table.sectorCount)
    let (all, remarks) = MultiplierRow.all(of: table)
    let wanted = names ?? ["employment"]
    for name in names ?? [] where !all.contains(where: { $0.name == name }) {
      throw .noRow(name, table: table.metadata.title, rows: all.map(\.name))
    }
    let rows = all.filter { $0.name == "value_added" || wanted.contains($0.name) }
    return (
      [MultiplierRow(name: "output", unit: money, coefficients: ones)]
        + rows.map { row in
          MultiplierRow(name: row.name, unit: row.unit == "1" ? money : "", coefficients: row.coefficients)
        },
      remarks.filter { remark in wanted.contains { remark.hasPrefix("row \($0) ") } || table.output == nil }
    )
  }
}
