import Aggregation
import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Identities on tables whose columns buy all but a millionth of their output: multipliers of a million amplify roundings, and
/// the imbalance of rows.
@Suite struct AmplificationTests {
  private func extreme(_ regions: Int, _ seed: UInt64, off: Double) throws -> InputOutputTable {
    var table = try ReferenceTables.random(12, regions: regions, columnSum: 1 - 1e-6, seed: seed)
    var numbers = SeededNumbers(seed)
    for i in 0..<12 { table.finalDemand[i, 0] += off * (table.output?[i] ?? 0) * numbers.unit() }
    return table
  }

  /// All checks hold: what is left is a rounding, amplified once by a million. A figure that is wrong in its fourth digit does
  /// not.
  private func expect(_ checks: [IdentityCheck], _ what: String) {
    #expect(!checks.isEmpty, "\(what)")
    for check in checks {
      // Observed: 6.5e-11 at most.
      #expect(check.holds && check.unexplained < 8e-10 && check.allowed < 8e-10, "\(what): \(check)")
      #expect(check.isExcusedByAmplification == (check.unexplained > 1e-12))
      // Nothing changes from a table to itself.
      guard check.magnitude > 0 else { continue }
      var wrong = check
      wrong.value += 1e-3 * check.magnitude
      #expect(!wrong.holds && !wrong.amplified(by: 1e6, sectors: 12).holds, "\(what): \(wrong)")
    }
  }

  /// However large the multiplier, a millionth is the most that is rounding; nothing is excused twice, or where all holds.
  @Test func whatIsExcused() throws {
    let results = try LinkageEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(ReferenceTables.millerBlair())
    let exact = try #require(results.checks.first)
    #expect(exact.holds && exact.amplified(by: 1e12, sectors: 12) == exact)
    var off = exact
    (off.value, off.expected, off.imbalance, off.tolerance, off.scale) = (1 + 1e-10, 1, 0, 1e-12, nil)
    #expect(!off.holds && off.amplified(by: 1, sectors: 12) == off && !off.amplified(by: 1e3, sectors: 12).holds)
    #expect(off.amplified(by: .infinity, sectors: 12) == off && off.amplified(by: .nan, sectors: 12) == off)
    let excused = off.amplified(by: 1e6, sectors: 12)
    #expect(excused.holds && excused.isExcusedByAmplification && !excused.isExcusedByImbalance)
    #expect(excused.relativeDifference == off.relativeDifference && excused.magnitude == off.magnitude)
    #expect(excused.amplified(by: 1e12, sectors: 12) == excused)
    off.value = 1 + 1e-5
    #expect(off.amplified(by: 1e30, sectors: 12).amplified(by: 1e30, sectors: 12).allowed == 1e-6)
    #expect(!off.amplified(by: 1e30, sectors: 12).holds)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4], [0, 5e-5]) func ofOneRegion(_ seed: UInt64, _ off: Double) throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let table = try extreme(1, seed, off: off)
    let study = try StudyFile(text: "digital: {a: [s1], b: [s3]}", path: "s.yaml")
    let digital = try DigitalEconomyEstimator(settings).estimate(table, study: study)
    expect(digital.checks, "digital")
    // Three of the merged table, the closed form against both, and forward jobs.
    #expect(digital.checks.count == 6 && !digital.remarks.contains { $0.contains("not checked") })
    expect(try MultiplierEstimator(settings).estimate(table).checks, "multipliers")
    expect(try LinkageEstimator(settings).estimate(table).checks, "linkages")
    expect(try ExtractionEstimator(settings).estimateAll(table).checks, "extraction")
    expect(try ExtractionEstimator(settings).estimate(table, without: [3]).checks, "extraction of one")
    expect(try FootprintEstimator(settings).estimate(table, Satellite.rows(["employment"], of: table)).checks, "footprint")
    expect(try DecompositionEstimator(settings).estimate(from: table, to: table).checks, "decomposition")
    let entries = (0..<12).map { ConcordanceEntry(from: "s\($0)", to: $0 < 5 ? "a" : "b") }
    let concordance = try Aggregator.mapping(entries, of: table.sectors)
    let small = try table.transformed(by: concordance, note: "", on: TestEngines.swift)
    let bias = try AggregationBiasEstimator(settings).estimate(table, concordance, small)
    #expect(bias.checks.contains { $0.isExcusedByAmplification })
    expect(bias.checks, "aggregation")
    // Two years of one table: nothing changes but the years.
    let years = "years:\n  - {year: 2000, table: a}\n  - {year: 2001, table: b}\ndigital: {a: [s1], b: [s3]}"
    let trend = try TrendEstimator(settings).estimate(
      TrendFile(text: years, path: "s.yaml"), table: { _ in try self.extreme(1, seed, off: off) }, deflator: { _, _ in nil },
      rate: { _ in nil })
    for check in trend.presentation.checks { #expect(check.holds && check.allowed < 8e-10, "\(check)") }
    #expect(trend.changeChecks.count == 1)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4], [0, 5e-5]) func ofSeveralRegions(_ seed: UInt64, _ off: Double) throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let table = try extreme(3, seed, off: off)
    expect(try ExportEstimator(settings, basis: .residual).estimate(table).checks, "exports")
    expect(try ProductionLengthEstimator(settings, basis: .residual).estimate(table).checks, "length")
    let manufacturing = ManufacturingEstimator(settings, basis: .residual, digital: ["s1", "s5"], manufacturing: ["s2", "s6"])
    expect(try manufacturing.estimate(table).checks, "manufacturing")
    expect(try DigitalWorldEstimator(settings, basis: .residual, digital: ["s1", "s5"]).estimate(table).checks, "world")
  }
}
