import Estimators
import Foundation
import Kernels
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// The estimate's own identities on every real table with value added; `IndependentTermsTests` knows the figures.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedTablesTests {
  static let ids = SharedTables.ids.filter { id in
    FileManager.default.fileExists(atPath: "\(SharedTables.table(id))/va.npy")
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

    init(_ table: borrowing InputOutputTable, _ members: Set<Int>) throws {
      let (output, demand, valueAdded) = (table.output ?? [], table.totalFinalDemand, table.valueAdded ?? [])
      let flows = table.flowRows
      let v = zip(valueAdded, output).map { $1 == 0 ? 0 : $0 / $1 }
      let gaps = output.indices.map { i in (flows[i] + [demand[i], -output[i]]).compensatedSum() }
      let oracle = LeontiefOracle(flows: flows, output: output)
      let response = try #require(oracle.solve(gaps.map { [$0] }, isTransposed: false)).map { $0[0].high }
      let others = v.indices.map { [members.contains($0) ? 0 : v[$0]] }
      let content = try #require(oracle.solve(others, isTransposed: true)).map { $0[0].high }
      digital = members.sorted().lazy.map { v[$0] * response[$0] }.compensatedSum()
      all = zip(v, response).lazy.map { $0 * $1 }.compensatedSum()
      outside = demand.indices.lazy.filter { !members.contains($0) }.map { content[$0] * demand[$0] }.compensatedSum()
    }
  }

  /// The identities with the imbalance as a term of its own, v L g: nothing but rounding is left, n·ε of value added.
  @Test(arguments: ids) func termsAgreeWithTheirIdentitiesAndTheEnginesWithEachOther(_ id: String) throws {
    let table = try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
    let file = try study(table.sectors)
    let exact = try Exact(table, Set(stride(from: 0, to: table.sectorCount, by: 5)))
    let rounding = Double(table.sectorCount) * .ulpOfOne * (table.valueAdded ?? []).absoluteSum()
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
}
