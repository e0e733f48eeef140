import Estimators
import Foundation
import Kernels
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// The estimate's own identities on every real table of flows; `IndependentTermsTests` knows the figures.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedTablesTests {
  static let ids = SharedTables.ids.filter { id in
    FileManager.default.fileExists(atPath: "\(SharedTables.table(id))/Z.npy")
  }

  /// With value added as the table gives it, else as what columns leave of output.
  private func read(_ id: String) throws -> InputOutputTable {
    var table = try SharedTables.read(id)
    guard table.valueAdded == nil, let output = table.output else { return table }
    table.valueAdded = zip(output, table.transactions.view.columnSums()).map { $0 == 0 ? 0 : $0 - $1 }
    return table
  }

  /// Every fifth sector that makes something is called digital.
  private func study(_ sectors: SectorIndex) throws -> StudyFile {
    let codes = stride(from: 0, to: sectors.count, by: 5).map { "'\(sectors[$0].qualifiedCode)'" }
    return try StudyFile(text: "digital: {all: [\(codes.joined(separator: ", "))]}", path: "study.yaml")
  }

  /// What an elimination of its own says of a table whose rows are off by g = Z1 + y − x.
  private struct Exact {
    /// v L g of the digital sectors, and of all.
    let digital: Double
    let all: Double
    /// Value added of the others in the final use of the others' products: M without digital rows and columns.
    let outside: Double
    /// Value added with what the imbalance adds to it, of every sector: the row sums of M. L (Z1 + y), which y asks for.
    let rows: [Double]
    let output: [Double]

    init(_ table: borrowing InputOutputTable, _ members: Set<Int>) throws {
      let (output, demand, valueAdded) = (table.output ?? [], table.totalFinalDemand, table.valueAdded ?? [])
      let flows = table.flowRows
      let v = zip(valueAdded, output).map { $1 == 0 ? 0 : $0 / $1 }
      let gaps = output.indices.map { i in (flows[i] + [demand[i], -output[i]]).compensatedSum() }
      let oracle = LeontiefOracle(flows: flows, output: output)
      let response = try #require(oracle.solve(gaps.map { [$0] }, isTransposed: false)).map { $0[0].high }
      self.output = zip(output, response).map { $0 + $1 }
      rows = v.indices.map { valueAdded[$0] + v[$0] * response[$0] }
      let others = v.indices.map { [members.contains($0) ? 0 : v[$0]] }
      let content = try #require(oracle.solve(others, isTransposed: true)).map { $0[0].high }
      digital = members.sorted().lazy.map { v[$0] * response[$0] }.compensatedSum()
      all = zip(v, response).lazy.map { $0 * $1 }.compensatedSum()
      outside = demand.indices.lazy.filter { !members.contains($0) }.map { content[$0] * demand[$0] }.compensatedSum()
    }
  }

  /// The identities with the imbalance as a term of its own, v L g: nothing but rounding is left, n·ε of value added.
  @Test(arguments: ids) func termsAgreeWithTheirIdentitiesAndTheEnginesWithEachOther(_ id: String) throws {
    let table = try read(id)
    let file = try study(table.sectors)
    let exact = try Exact(table, Set(stride(from: 0, to: table.sectorCount, by: 5)))
    let rounding = Double(table.sectorCount) * .ulpOfOne * (table.valueAdded ?? []).absoluteSum()
    try rowsAgree(table, exact, rounding)
    var totals: [Double] = []
    for test in TestEngines.all {
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: test.engine)).estimate(table, study: file)
      totals.append(result.terms.total)
      for check in result.checks { #expect(check.holds && check.tolerance == 1e-12, "\(test): \(check)") }
      // GDP_digital = digital GVA + enabling terms of the others.
      let fromOthers = result.enabling.map(\.value).reduce(0, +)
      #expect(relativeDifference(result.terms.total, result.terms.forward + fromOthers) < 1e-12)
      let parts = result.subsectors.map(\.originPartition).reduce(0, +)
      // The parts count digital value added as the table gives it, the terms as final demand asks for it.
      // Observed: an eighth of n·ε.
      let (block, whole) = (result.alternative, result.grossValueAdded)
      #expect(abs(parts + exact.digital - block.total) <= rounding, "\(test): \(parts) \(block)")
      #expect(abs(result.digitalValueAdded + exact.digital - block.forward) <= rounding, "\(test): \(block)")
      #expect(abs(whole + exact.all - exact.outside - block.total) <= rounding, "\(test): \(exact) \(block)")
    }
    #expect(totals.allSatisfy { relativeDifference($0, totals[0]) < 1e-12 }, "\(totals)")
  }

  /// x = L y, and rows of M = v̂ L ŷ are value added, both but for the imbalance; columns are what final demand holds of it.
  private func rowsAgree(_ table: borrowing InputOutputTable, _ exact: Exact, _ rounding: Double) throws {
    let (n, demand) = (table.sectorCount, table.totalFinalDemand)
    let economy = try Economy(table, rightHandSides: 8, EstimationSettings(engine: TestEngines.swift))
    let output = try economy.output(meeting: demand)
    let scale = Double(n + 16) * .ulpOfOne * (exact.output.map(abs).max() ?? 0)
    #expect(zip(output, exact.output).allSatisfy { abs($0 - $1) <= scale })
    let flows = try ValueAddedFlows(economy)
    let members = Set([0, n / 3, n - 1]).sorted()
    for (k, row) in zip(members, try flows.rows(members)) {
      #expect(abs(row.compensatedSum() - exact.rows[k]) <= rounding, "\(k)")
    }
    let contents = try economy.contents(of: [flows.coefficients])[0]
    for (k, column) in zip(members, try flows.columns(members)) {
      #expect(abs(column.compensatedSum() - contents[k] * demand[k]) <= rounding, "\(k)")
    }
  }
}
