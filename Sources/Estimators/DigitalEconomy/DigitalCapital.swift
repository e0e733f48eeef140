import MatrixCore
import Tables

/// Fixed assets that digital sectors buy of other sectors: what the fourth term is the value added of.
///
/// T₄ = Σ_{i∉D} v_i (L k)_i with k_j = r_j y_j, the capital formation in product j by digital sectors, 0 for digital products.
/// Reference: ADB (2026), Brief on Mongolia.
struct DigitalCapital {
  /// k by sector of the split table.
  let demand: [Double]
  private let digital: [Int]

  /// Nil when the study does not ask for the term. Errors: a table without capital formation; unknown sectors.
  init?(
    _ table: borrowing InputOutputTable, _ file: StudyFile, digital: [Int]
  ) throws(EstimationError) {
    guard let study = file.study.fixedCapital else { return nil }
    guard let formation = table.fixedCapitalFormation else {
      let what = "final demand for gross fixed capital formation"
      throw .study(.missingInTable(path: file.path, line: file.line(ofKey: "fixed_capital"), what: what))
    }
    var shares = [Double](repeating: study.share ?? 0, count: table.sectorCount)
    for (code, share) in study.shares.sorted(by: { $0.key < $1.key }) {
      shares[try file.resolve(code, among: table.sectors)] = share
    }
    for k in digital { shares[k] = 0 }
    let total = table.totalFinalDemand
    demand = shares.indices.map { total[$0] == 0 ? 0 : shares[$0] * formation[$0] }
    self.digital = digital
  }

  /// k of the table in which the digital sectors are one, in the first place.
  var merged: [Double] {
    let members = Set(digital)
    return [0] + demand.indices.filter { !members.contains($0) }.map { demand[$0] }
  }

  /// T₄ of a system in which `digital` are the digital sectors.
  static func term(_ demand: [Double], _ system: ValueAddedFlows, digital: Set<Int>) throws(EstimationError) -> Double {
    let output = try system.economy.output(meeting: demand)
    return output.indices.lazy.filter { !digital.contains($0) }.map { system.coefficients[$0] * output[$0] }.compensatedSum()
  }

  func term(_ system: ValueAddedFlows) throws(EstimationError) -> Double {
    try Self.term(demand, system, digital: Set(digital))
  }
}
