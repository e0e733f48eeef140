import Estimators
import Kernels
import Tables
import TestSupport
import Testing

/// The worked example: Germany 1995 with digital shares .05, .10 and .20 of manufacturing, trade and business services.
///
/// The figures were computed with NumPy from the formulas, not with this package.
@Suite struct WorkedExampleTests {
  static let study = """
    title: worked example
    split:
      - sector: man
        into: [{code: man_D, share: 0.05}, {code: man_N, share: 0.95}]
      - sector: trd
        into: [{code: trd_D, share: 0.10}, {code: trd_N, share: 0.90}]
      - sector: bus
        into: [{code: bus_D, share: 0.20}, {code: bus_N, share: 0.80}]
    digital:
      goods: [man_D]
      trade: [trd_D]
      services: [bus_D]
    """

  private func estimate(_ engine: Engine, method: String = "aggregated") throws -> DigitalEconomy {
    let file = try StudyFile(text: Self.study + "\nmethod: \(method)\n", path: "study.yaml")
    return try DigitalEconomyEstimator(EstimationSettings(engine: engine)).estimate(ReferenceTables.germany1995(), study: file)
  }

  @Test(arguments: TestEngines.all) func threeTerms(_ test: TestEngine) throws {
    let result = try estimate(test.engine)
    // Observed: at most 3e-16 on either engine.
    let tolerance = 16 * Double.ulpOfOne
    #expect(relativeDifference(result.terms.backward, 106024.21783766747) < tolerance)
    #expect(relativeDifference(result.terms.forward, 133977) < tolerance)
    #expect(relativeDifference(result.terms.doubleCounted, 69960.02378480886) < tolerance)
    #expect(relativeDifference(result.terms.total, 170041.19405285863) < tolerance)
    #expect(relativeDifference(try #require(result.share), 0.10469485398782055) < tolerance)
    #expect(relativeDifference(try #require(result.doubleCountedShareOfDigital), 0.5221793575375539) < tolerance)
    #expect(result.grossValueAdded == 1_624_160)
    #expect(relativeDifference(result.digitalValueAdded, 133977) < tolerance)
  }

  @Test(arguments: TestEngines.all) func blockForm(_ test: TestEngine) throws {
    let result = try estimate(test.engine, method: "block")
    let tolerance = 16 * Double.ulpOfOne
    #expect(relativeDifference(result.terms.backward, 105100.06333742876) < tolerance)
    #expect(relativeDifference(result.terms.doubleCounted, 68773.53932166271) < tolerance)
    #expect(relativeDifference(result.terms.total, 170303.52401576607) < tolerance)
    #expect(relativeDifference(result.alternative.total, 170041.19405285863) < tolerance)
  }

  /// Merged less apart, whichever of them is the headline: of the totals −262.33, of the forward term nothing.
  @Test(arguments: ["aggregated", "block"]) func aggregationBias(_ method: String) throws {
    let result = try estimate(TestEngines.swift, method: method)
    let bias = result.aggregationBias
    // Differences of figures of 16 digits. Observed: 6e-11.
    #expect(abs(bias.total - (170041.19405285863 - 170303.52401576607)) < 1e-9)
    #expect(abs(bias.backward - (106024.21783766747 - 105100.06333742876)) < 1e-9 && abs(bias.forward) < 1e-9)
    #expect(abs(bias.doubleCounted - (69960.02378480886 - 68773.53932166271)) < 1e-9 && bias.fixedCapital == nil)
    let sentence = "aggregation bias: merging the digital sectors changes their economy's share of GVA by -0.016 percentage"
    #expect(result.presentation.remarks.contains("\(sentence) points"), "\(result.presentation.remarks)")
  }

  /// Nothing is merged with a single sector.
  @Test func aggregationBiasOfOneSector() throws {
    let file = try StudyFile(text: "digital: {trade: [trd]}", path: "study.yaml")
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(
      ReferenceTables.germany1995(), study: file)
    // Two systems of six sectors round apart.
    #expect(abs(result.aggregationBias.total) < 1e-13 * result.terms.total)
    #expect(!result.presentation.remarks.contains { $0.contains("aggregation bias") })
  }

  @Test(arguments: TestEngines.all) func subsectors(_ test: TestEngine) throws {
    let result = try estimate(test.engine)
    #expect(result.subsectors.map(\.name) == ["goods", "trade", "services"])
    // Eight decimals are given.
    let expected: [[Double]] = [
      [23680.07218584, 19751.1, 11575.53946077, 31855.63272507, 30869.3635366656],
      [30967.66748546, 31140.7, 20151.47409884, 41956.89338662, 40945.3992572305],
      [50452.32366613, 83085.2, 34880.00339057, 98657.52027556, 98488.7612218699],
    ]
    for (subsector, row) in zip(result.subsectors, expected) {
      let found = [
        subsector.terms.backward, subsector.terms.forward, subsector.terms.doubleCounted, subsector.terms.total,
        subsector.originPartition,
      ]
      #expect(zip(found, row).allSatisfy { abs($0 - $1) < 6e-9 }, "\(subsector.name): \(found)")
    }
    let parts = result.subsectors.map(\.originPartition).reduce(0, +)
    #expect(relativeDifference(parts, result.alternative.total) < 1e-14)
    // Halved, what they share is counted once; the totals alone count it twice.
    let halves = result.subsectors.map(\.halfHalf).reduce(0, +)
    #expect(relativeDifference(halves, 170303.52401576607) < 1e-14)
    let shared = result.subsectors.map(\.shared).reduce(0, +)
    #expect(relativeDifference(shared, 2 * (172470.04638724803 - 170303.52401576607)) < 1e-11)
    let table = try #require(result.presentation.tables.first { $0.name == "subsectors" })
    let columns = [
      "backward", "forward", "own", "alone", "shared", "half_half", "origin_partition", "share_of_digital", "share_of_gva",
    ]
    #expect(Array(table.columns.map(\.name).dropFirst()) == columns)
    func column(_ k: Int) -> Double {
      table.rows.map { row in if case .number(let value) = row[k] { value } else { .nan } }.reduce(0, +)
    }
    #expect(relativeDifference(column(8), 1) < 1e-15)
    #expect(relativeDifference(column(9), 170303.52401576607 / 1_624_160) < 1e-14)
  }

  @Test(arguments: TestEngines.all) func rankings(_ test: TestEngine) throws {
    let result = try estimate(test.engine)
    #expect(result.enabled.map(\.sector.code) == ["man_N", "trd_N", "bus_N", "oth", "con", "agr"])
    let enabled = [23988.603143, 11699.832746, 10338.301793, 8890.725794, 8570.098908, 529.413831]
    #expect(zip(result.enabled, enabled).allSatisfy { abs($0.value - $1) < 6e-7 })
    #expect(result.enabling.map(\.sector.code) == ["bus_N", "man_N", "trd_N", "oth", "con", "agr"])
    let enabling = [18422.005120, 6740.662150, 5421.812322, 2807.965496, 2036.790539, 634.958426]
    #expect(zip(result.enabling, enabling).allSatisfy { abs($0.value - $1) < 6e-7 })
    let rows = result.enabled.map(\.value).reduce(result.terms.doubleCounted, +)
    #expect(relativeDifference(rows, result.terms.forward) < 1e-14)
    let columns = result.enabling.map(\.value).reduce(result.terms.doubleCounted, +)
    #expect(relativeDifference(columns, result.terms.backward) < 1e-14)
  }

  @Test(arguments: TestEngines.all) func identitiesHoldAndAreReported(_ test: TestEngine) throws {
    let checks = try estimate(test.engine).checks
    #expect(checks.count == 6)
    #expect(checks.allSatisfy { $0.holds })
    // Germany's rows balance exactly, so nothing but rounding is allowed.
    #expect(checks.allSatisfy { $0.tolerance < 1.01e-12 })
    #expect(checks.allSatisfy { $0.relativeDifference < 1e-14 })
  }

  @Test(arguments: TestEngines.all) func solvesAreReported(_ test: TestEngine) throws {
    let reports = try estimate(test.engine).cost.reports
    #expect(reports.map(\.orientation) == [.output, .transposed, .output, .output, .output, .transposed, .output])
    #expect(reports.map(\.sectors) == [6, 7, 7, 7, 7, 9, 9])
    #expect(reports.allSatisfy { $0.errors.scaledResidual < 1 })
  }
}
