import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Identities on tables whose columns buy all but a millionth of their output: multipliers of a million amplify roundings, and the
/// imbalance of rows.
@Suite struct AmplificationTests {
  private func extreme(_ regions: Int, _ seed: UInt64, off: Double) throws -> InputOutputTable {
    var table = try ReferenceTables.random(12, regions: regions, columnSum: 1 - 1e-6, seed: seed)
    var numbers = SeededNumbers(seed)
    for i in 0..<12 { table.finalDemand[i, 0] += off * (table.output?[i] ?? 0) * numbers.unit() }
    return table
  }

  /// All checks hold, most of them by far: what is left is a rounding of the amplified magnitude.
  private func expect(_ checks: [IdentityCheck], _ what: String) {
    #expect(!checks.isEmpty, "\(what)")
    for check in checks { #expect(check.holds && check.unexplained < 1e-12, "\(what): \(check)") }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4], [0, 5e-5]) func ofOneRegion(_ seed: UInt64, _ off: Double) throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let table = try extreme(1, seed, off: off)
    let study = try StudyFile(text: "digital: {a: [s1], b: [s3]}", path: "s.yaml")
    expect(try DigitalEconomyEstimator(settings).estimate(table, study: study).checks, "digital")
    expect(try MultiplierEstimator(settings).estimate(table).checks, "multipliers")
    expect(try LinkageEstimator(settings).estimate(table).checks, "linkages")
    expect(try ExtractionEstimator(settings).estimateAll(table).checks, "extraction")
    expect(try ExtractionEstimator(settings).estimate(table, without: [3]).checks, "extraction of one")
    expect(try FootprintEstimator(settings).estimate(table, Satellite.rows(["employment"], of: table)).checks, "footprint")
    expect(try DecompositionEstimator(settings).estimate(from: table, to: table).checks, "decomposition")
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
