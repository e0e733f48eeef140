import Estimators
import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Identities, refusals and edges of the measures of trade.
@Suite struct ExportPropertiesTests {
  private let settings = EstimationSettings(engine: TestEngines.swift)

  /// Other primary inputs are kept apart: with the residual they are zero, and the exports are the same.
  @Test func givenValueAddedLeavesOtherInputs() throws {
    var table = try ReferenceTables.leather()
    table.valueAdded = table.valueAdded?.map { 0.9 * $0 }
    let given = try ExportEstimator(settings).estimate(table)
    let residual = try ExportEstimator(settings, basis: .residual).estimate(table)
    for (a, b) in zip(given.exporters, residual.exporters) {
      #expect(relativeDifference(a.content.domesticContent, 0.9 * b.content.domesticContent) < 1e-13)
      #expect(relativeDifference(a.content.otherPrimaryInputs, 0.1 * b.exports) < 1e-13)
      #expect(b.content.otherPrimaryInputs == 0)
    }
    #expect(given.checks.allSatisfy { $0.holds } && given.checks.count == 4)
    #expect(given.remarks.count == 1 && given.remarks[0].contains("kept apart"))
    #expect(residual.remarks == ["value added is output less intermediate inputs, x − 1ᵀZ"])
  }

  @Test func aTableWithoutValueAddedTakesTheResidualAndSaysSo() throws {
    var table = try ReferenceTables.leather()
    let expected = try ExportEstimator(settings).estimate(table)
    table.valueAdded = nil
    let result = try ExportEstimator(settings).estimate(table)
    #expect(result.remarks == ["value added is output less intermediate inputs, x − 1ᵀZ, because the table gives none"])
    for (a, b) in zip(result.exporters, expected.exporters) {
      #expect(relativeDifference(a.content.domesticValueAdded, b.content.domesticValueAdded) < 1e-14)
    }
  }

  /// Rows off by something known: the terms leave just that open, and the identities hold with it.
  @Test func rowsThatDoNotBalanceAreAnItemOfTheirOwn() throws {
    var table = try ReferenceTables.leather()
    table.output?[0] += 3
    table.valueAdded?[0] += 3
    let result = try ExportEstimator(settings, detail: .all).estimate(table)
    #expect(result.checks.allSatisfy { $0.holds })
    #expect(result.remarks.count == 1 && result.remarks[0].hasPrefix("rows of the table do not balance"))
    let turkey = try #require(result["TUR"])
    #expect(turkey.terms.imbalanceBorinMancini > 0.01 && turkey.terms.imbalanceWangWeiZhu > 0.01)
    for (i, use) in result.outputUse.enumerated() {
      #expect(relativeDifference(use.total, (table.output ?? [])[i]) < 1e-14)
    }
  }

  /// Some tables have sales of sectors without output (rounding to integers): they hold nobody's value added, and that is said as
  /// other inputs, not lost.
  @Test func salesOfASectorWithoutOutputAreOtherInputs() throws {
    let table = try ReferenceTables.multiRegional(
      regions: ["A", "B"], codes: ["s", "t"], flows: [[1, 0, 2, 1], [0, 0, 0.5, 0], [1, 0, 1, 1], [1, 0, 1, 1]],
      demand: [[5, 1], [0, 0], [1, 6], [2, 5]], output: [10, 0, 10, 10])
    let result = try ExportEstimator(settings).estimate(table)
    #expect(result.checks.allSatisfy { $0.holds })
    let exporter = try #require(result["A"])
    #expect(exporter.exports == 4.5 && exporter.content.otherPrimaryInputs >= 0.5)
    let content = exporter.content.domesticContent + exporter.content.foreignContent
    #expect(relativeDifference(content + exporter.content.otherPrimaryInputs, 4.5) < 1e-14)
  }

  @Test func comparativeAdvantageComparesWithTheWorld() throws {
    let result = try ExportEstimator(settings).estimate(ReferenceTables.leather())
    let values = result.comparativeAdvantage.values
    // (33.2 / 64.3) / ((33.2 + 45.9 + 38.7) / 325.5)
    #expect(relativeDifference(try #require(values[0]), (33.2 / 64.3) / (117.8 / 325.5)) < 1e-14)
    // Shares of a code, weighted by what the world exports, average to one.
    let inValueAdded = result.comparativeAdvantageInValueAdded.values
    let exports = result.valueAddedExportsBySector
    for code in 0..<3 {
      let mean = (0..<3).reduce(0.0) { sum, s in
        let total = exports[3 * s..<3 * s + 3].reduce(0, +)
        return sum + (inValueAdded[3 * s + code] ?? 0) * total
      }
      #expect(relativeDifference(mean, exports.reduce(0, +)) < 1e-14)
    }
    let none = ComparativeAdvantage([0, 0, 0, 1, 0, 0, 1, 0, 0], result.sectors, result.countries).values
    #expect(none[0] == nil && none[1] == nil && none[4] == nil && none[3] == 1)
  }

  @Test func tablesThatCannotTellPartnersAreRefused() throws {
    let error = #expect(throws: EstimationError.self) { try ExportEstimator(settings).estimate(ReferenceTables.millerBlair()) }
    #expect(error == .trade(.notMultiRegional(table: "miller_blair")))
    var single = try ReferenceTables.millerBlair()
    single.metadata.flowKind = .interRegional
    #expect(throws: EstimationError.trade(.tooFewCountries(table: "miller_blair"))) {
      try ExportEstimator(settings).estimate(single)
    }
    var coefficients = try ReferenceTables.leather()
    coefficients.transactionsKind = .coefficients
    #expect(throws: EstimationError.trade(.noFlows(table: "leather"))) { try ExportEstimator(settings).estimate(coefficients) }
    #expect(throws: EstimationError.trade(.unknownRegion("FRA", regions: ["ARG", "TUR", "DEU"]))) {
      try ExportEstimator(settings, parts: ["FRA": "EU"]).estimate(ReferenceTables.leather())
    }
    #expect(throws: EstimationError.trade(.unknownCountry("FRA", countries: ["ARG", "TUR", "DEU"]))) {
      try ExportEstimator(settings, detail: .exporters(["FRA"])).estimate(ReferenceTables.leather())
    }
    #expect(throws: EstimationError.trade(.tooFewCountries(table: "leather"))) {
      try ExportEstimator(settings, parts: ["ARG": "W", "TUR": "W", "DEU": "W"]).estimate(ReferenceTables.leather())
    }
    #expect(throws: EstimationError.trade(.tooFewCountries(table: "test"))) {
      let empty = try ReferenceTables.multiRegional(regions: [], codes: [], flows: [], demand: [], output: [])
      _ = try ExportEstimator(settings).estimate(empty)
    }
  }

  @Test func missingMemoryAndAStopAreSaid() throws {
    let table = try ReferenceTables.leather()
    let poor = EstimationSettings(engine: TestEngines.swift, budget: MemoryBudget(limit: 1000))
    #expect { try ExportEstimator(poor).estimate(table) } throws: { error in
      if case .solver(.memory) = error as? EstimationError { true } else { false }
    }
    let stopped = EstimationSettings(engine: TestEngines.swift, monitor: WorkMonitor { $0 < 0.9 })
    #expect(throws: EstimationError.solver(.stopped)) { try ExportEstimator(stopped).estimate(table) }
  }
}

/// Every real multi-regional table.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedExportsTests {
  static let ids = SharedTables.ids.filter { id in
    ["wiodlr", "wiod2013_", "leather", "exvatools", "pymrio"].contains { id.hasPrefix($0) }
  }

  @Test(arguments: ids) func identitiesHold(_ id: String) throws {
    let table = try SharedTables.read(id)
    var totals: [[Double]] = []
    for test in TestEngines.all {
      let result = try ExportEstimator(EstimationSettings(engine: test.engine), detail: .all).estimate(table)
      // Observed: 1.5e-15 at most, of tolerances of 1e-12.
      for check in result.checks { #expect(check.holds, "\(id) on \(test): \(check)") }
      #expect(result.checks.count == 4)
      let world = result.exporters.reduce(0) { $0 + $1.content.inForeignDemand }
      let imported = result.exporters.reduce(0) { $0 + $1.content.foreignInDomesticDemand }
      #expect(relativeDifference(world, imported) < 1e-13, "VAX against value-added imports of the world")
      for exporter in result.exporters { try sumsHold(exporter, result) }
      totals.append(result.exporters.flatMap { exporter in BorinManciniTerm.allCases.map { exporter.terms[$0] } })
    }
    // Observed: 2e-15.
    for other in totals.dropFirst() { #expect(relativeDifference(other, totals[0]) < 1e-12) }
  }

  /// Element by element the sixteen and the ten differ by their imbalances alone; over importers and sectors they add to the
  /// totals.
  private func sumsHold(_ exporter: ExportDecomposition.Exporter, _ result: ExportDecomposition) throws {
    let bilateral = try #require(exporter.bilateral)
    let members = result.countries.members[exporter.country]
    var sums = [Double](repeating: 0, count: 26)
    for (k, i) in members.enumerated() {
      for r in result.countries.names.indices where r != exporter.country {
        let terms = bilateral[k, r]
        let exports = result.exports[i, r]
        let ten = terms.sumBorinMancini + terms.imbalanceBorinMancini
        let sixteen = terms.sumWangWeiZhu + terms.imbalanceWangWeiZhu
        #expect(abs(ten - sixteen) <= 1e-13 * max(1, abs(exports)), "\(exporter.name) \(i) \(r)")
        for (t, term) in WangWeiZhuTerm.allCases.enumerated() { sums[t] += terms[term] }
        for (t, term) in BorinManciniTerm.allCases.enumerated() { sums[16 + t] += terms[term] }
      }
      #expect(relativeDifference(result.outputUse[i].total, result.output[i]) < 1e-12)
    }
    // The nine are the sixteen of all exports of a country.
    let nine = exporter.terms.koopmanWangWei.reduce(0, +) + exporter.terms.imbalanceWangWeiZhu
    #expect(abs(nine + exporter.content.otherPrimaryInputs - exporter.exports) <= 1e-12 * max(1, exporter.exports))
    let totals = WangWeiZhuTerm.allCases.map { exporter.terms[$0] } + BorinManciniTerm.allCases.map { exporter.terms[$0] }
    #expect(relativeDifference(totals, sums) < 1e-13)
  }
}
