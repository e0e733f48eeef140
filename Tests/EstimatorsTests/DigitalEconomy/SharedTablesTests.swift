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

  @Test(arguments: ids) func termsAgreeWithTheirIdentitiesAndTheEnginesWithEachOther(_ id: String) throws {
    let table = try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
    let file = try study(table.sectors)
    var totals: [Double] = []
    for test in TestEngines.all {
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: test.engine)).estimate(table, study: file)
      totals.append(result.terms.total)
      for check in result.checks { #expect(check.holds, "\(test): \(check)") }
      // GDP_digital = digital GVA + enabling terms of the others.
      let fromOthers = result.enabling.map(\.value).reduce(0, +)
      #expect(relativeDifference(result.terms.total, result.terms.forward + fromOthers) < 1e-12)
      let parts = result.subsectors.map(\.originPartition).reduce(0, +)
      let imbalance = result.checks.map(\.tolerance).max() ?? 0
      #expect(relativeDifference(parts, result.alternative.total) <= 1e-12 + 10 * imbalance)
    }
    #expect(totals.allSatisfy { relativeDifference($0, totals[0]) < 1e-12 }, "\(totals)")
  }
}
