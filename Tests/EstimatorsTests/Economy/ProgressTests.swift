import Aggregation
import Estimators
import Tables
import TestSupport
import Testing

/// What estimators tell of their progress rises from one part of the work to the next, up to all of it.
@Suite struct ProgressTests {
  /// Wide enough for eliminations of several panels.
  private static let sectors = 320

  private func table(_ regions: Int = 1, seed: UInt64 = 5) throws -> InputOutputTable {
    try ReferenceTables.random(Self.sectors, regions: regions, seed: seed)
  }

  private func check(_ what: String, _ run: (EstimationSettings) throws -> Void) throws {
    let progress = RecordedProgress()
    var settings = EstimationSettings(engine: TestEngines.swift)
    settings.monitor = progress.monitor
    try run(settings)
    let fractions = progress.fractions
    let falls = zip(fractions, fractions.dropFirst()).filter { $0 > $1 }
    #expect(progress.isRising, "\(what): \(falls)")
    #expect(fractions.count > 1 && (fractions.last ?? 0) > 0.9, "\(what): \(fractions)")
  }

  private static let study = """
    digital: {a: [s1, s5], b: [x]}
    split: [{sector: s9, into: [{code: x, share: 0.5}, {code: y, share: 0.5}]}]
    """

  @Test func ofOneTable() throws {
    let table = try table()
    let study = try StudyFile(text: Self.study, path: "s.yaml")
    try check("digital") { _ = try DigitalEconomyEstimator($0).estimate(table, study: study) }
    try check("multipliers") { _ = try MultiplierEstimator($0).estimate(table) }
    try check("multipliers of groups") { _ = try MultiplierEstimator($0).estimate(table, study: study) }
    try check("linkages") { _ = try LinkageEstimator($0).estimate(table) }
    try check("dispersion") { _ = try LinkageEstimator($0, measuresDispersion: true).estimate(table) }
    try check("extraction of some") { _ = try ExtractionEstimator($0).estimate(table, without: Array(0..<200)) }
    try check("extraction of all") { _ = try ExtractionEstimator($0).estimateAll(table) }
    try check("influence") { _ = try InfluenceEstimator($0).estimate(table) }
    try check("footprint") { _ = try FootprintEstimator($0).estimate(table, Satellite.rows(["employment"], of: table)) }
  }

  @Test func ofSeveralTables() throws {
    let old = try table()
    let new = try table(seed: 6)
    let study = try StudyFile(text: Self.study, path: "s.yaml")
    try check("decomposition") { _ = try DecompositionEstimator($0).estimate(from: old, to: new, study: study) }
    let entries = (0..<Self.sectors).map { ConcordanceEntry(from: "s\($0)", to: "g\($0 / 2)") }
    let concordance = try Aggregator.mapping(entries, of: old.sectors)
    let small = try old.transformed(by: concordance, note: "", on: TestEngines.swift)
    try check("aggregation bias") { _ = try AggregationBiasEstimator($0).estimate(old, concordance, small) }
    let years = """
      \(Self.study)
      years: [{year: 2000, table: a}, {year: 2001, table: b}]
      deflators: {file: p.csv, base_year: 2000}
      """
    try check("trend") { settings in
      _ = try TrendEstimator(settings).estimate(
        TrendFile(text: years, path: "s.yaml"), table: { try self.table(seed: $0.table == "a" ? 5 : 6) },
        deflator: { $1 == 2000 ? 1 : 1.1 }, rate: { _ in nil })
    }
  }

  @Test func ofRegions() throws {
    let table = try table(4)
    try check("exports") { _ = try ExportEstimator($0, basis: .residual).estimate(table) }
    try check("length") { _ = try ProductionLengthEstimator($0, basis: .residual).estimate(table) }
    try check("manufacturing") { settings in
      _ = try ManufacturingEstimator(settings, basis: .residual, digital: ["s1", "s85"], manufacturing: ["s2", "s86"])
        .estimate(table)
    }
    try check("world") { _ = try DigitalWorldEstimator($0, basis: .residual, digital: ["s1", "s85"]).estimate(table) }
  }
}
