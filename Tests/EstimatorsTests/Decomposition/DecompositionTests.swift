import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Structural decomposition against Miller and Blair's figures and by its identities.
@Suite struct DecompositionTests {
  private func old() throws -> InputOutputTable {
    try ReferenceTables.table(
      id: "old", codes: ["1", "2", "3"], flows: [[10, 20, 25], [15, 5, 30], [30, 40, 5]], demand: [[45], [30], [25]],
      output: [100, 80, 100], valueAdded: [45, 15, 40])
  }

  private func new() throws -> InputOutputTable {
    try ReferenceTables.table(
      id: "new", codes: ["1", "2", "3"], flows: [[12, 15, 35], [24, 11, 30], [36, 50, 8]], demand: [[50], [35], [26]],
      output: [112, 100, 120], valueAdded: [40, 24, 47])
  }

  /// Chapter 13, equations 13.3 to 13.7, computed with NumPy from the printed tables.
  @Test(arguments: TestEngines.all) func millerBlair(_ test: TestEngine) throws {
    let result = try DecompositionEstimator(EstimationSettings(engine: test.engine)).estimate(from: old(), to: new())
    func agrees(_ values: [Double], _ expected: [Double]) -> Bool {
      values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) <= 5e-9 }
    }
    let (first, second) = (result.crossed.technologyFirst, result.crossed.demandFirst)
    #expect(agrees(result.output.change, [12, 20, 20]))
    #expect(agrees(first.technology, [0.89841859, 8.62200145, 9.00996636]))
    #expect(agrees(first.demand, [11.10158141, 11.37799855, 10.99003364]))
    #expect(agrees(second.technology, [0.78459687, 9.66064982, 9.96389892]))
    #expect(agrees(second.demand, [11.21540313, 10.33935018, 10.03610108]))
    #expect(agrees(result.crossed.interaction, [-0.11382172, 1.03864837, 0.95393256]))
    #expect(agrees(result.output.technology, [0.84150773, 9.14132563, 9.48693264]))
    #expect(agrees(result.output.demand, [11.15849227, 10.85867437, 10.51306736]))
    #expect(abs(result.output.technology.reduce(0, +) - 19.46976600) <= 5e-9)
    #expect(abs(result.output.demand.reduce(0, +) - 32.53023400) <= 5e-9)
    for check in result.checks { #expect(check.relativeDifference < 1e-14, "\(check)") }
    #expect(result.cost.solves == 6)
  }

  /// Terms sum to the change, level and mix to demand, and swapping the years turns every sign.
  @Test(arguments: TestEngines.all, [UInt64(1), 2, 3]) func identities(_ test: TestEngine, _ seed: UInt64) throws {
    let before = try ReferenceTables.random(8, seed: seed)
    let after = try ReferenceTables.random(8, seed: seed + 50)
    let estimator = DecompositionEstimator(EstimationSettings(engine: test.engine))
    let (there, back) = (try estimator.estimate(from: before, to: after), try estimator.estimate(from: after, to: before))
    for (terms, other) in [(there.output, back.output), (try #require(there.valueAdded), try #require(back.valueAdded))] {
      let (level, mix) = (try #require(terms.demandLevel), try #require(terms.demandMix))
      let (otherLevel, otherMix) = (try #require(other.demandLevel), try #require(other.demandMix))
      for i in 0..<8 {
        let sum = (terms.coefficients?[i] ?? 0) + terms.technology[i] + level[i] + mix[i]
        // Observed: 6e-14 at most, of outputs of some hundred.
        #expect(abs(sum - terms.change[i]) <= 1e-11 && abs(level[i] + mix[i] - terms.demand[i]) <= 1e-11)
        #expect(abs(terms.technology[i] + other.technology[i]) <= 1e-11)
        #expect(abs(level[i] + otherLevel[i]) <= 1e-11 && abs(mix[i] + otherMix[i]) <= 1e-11)
        #expect(abs((terms.coefficients?[i] ?? 0) + (other.coefficients?[i] ?? 0)) <= 1e-11)
      }
    }
    let x = zip(after.output ?? [], before.output ?? []).map { $0 - $1 }
    #expect(relativeDifference(there.output.change, x) < 1e-12)
    let v = zip(after.valueAdded ?? [], before.valueAdded ?? []).map { $0 - $1 }
    #expect(relativeDifference(try #require(there.valueAdded).change, v) < 1e-12)
    // Technology of output: ½ ΔL (f₀ + f₁) with both inverses in fractions.
    let (l0, l1) = (LeontiefOracle.inverse(of: before), LeontiefOracle.inverse(of: after))
    let f = zip(before.totalFinalDemand, after.totalFinalDemand).map { ($0 + $1) / 2 }
    let expected = (0..<8).map { i in (0..<8).map { (l1[i][$0] - l0[i][$0]) * f[$0] }.reduce(0, +) }
    #expect(relativeDifference(there.output.technology, expected) < 1e-12)
  }

  /// Twice the demand of one technology: all of it is level.
  @Test func onlyMore() throws {
    let before = try old()
    let after = try ReferenceTables.table(
      codes: ["1", "2", "3"], flows: before.flowRows.map { $0.map { 2 * $0 } }, demand: [[90], [60], [50]],
      output: [200, 160, 200], valueAdded: [90, 30, 80])
    let file = try StudyFile(text: "digital: {all: ['3']}", path: "study.yaml")
    let result = try DecompositionEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(from: before, to: after, study: file)
    let added = try #require(result.valueAdded)
    for terms in [result.output, added] {
      #expect(terms.technology.allSatisfy { abs($0) < 1e-12 } && (terms.demandMix ?? [1]).allSatisfy { abs($0) < 1e-12 })
    }
    #expect(result.digital == [2] && abs(added.sum([2]).change - 40) < 1e-12 && abs((added.sum([2]).level ?? 0) - 40) < 1e-12)
  }

  @Test func tablesThatDisagreeAreRefused() throws {
    let estimator = DecompositionEstimator(EstimationSettings(engine: TestEngines.swift))
    #expect(throws: EstimationError.tablesDiffer("the tables have 3 and 2 sectors")) {
      try estimator.estimate(from: old(), to: ReferenceTables.millerBlair())
    }
    let other = try ReferenceTables.table(
      codes: ["1", "x", "3"], flows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], demand: [[1], [1], [1]], output: [2, 2, 2],
      valueAdded: [1, 1, 1])
    #expect(throws: EstimationError.tablesDiffer("sector 1 is R/2 in one table and R/x in the other")) {
      try estimator.estimate(from: old(), to: other)
    }
    var dollars = try new()
    dollars.metadata.unit = "million USD"
    #expect(throws: EstimationError.tablesDiffer("the units are '' and 'million USD'")) {
      try estimator.estimate(from: old(), to: dollars)
    }
  }

  @Test func currentPricesAreSaid() throws {
    var before = try old()
    var after = try new()
    before.metadata.unit = "million USD, current prices"
    after.metadata.unit = "million USD, current prices"
    let result = try DecompositionEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(from: before, to: after)
    #expect(result.remarks.contains { $0.contains("current prices") && $0.contains("deflate") })
  }

  @Test func aYearWithoutDemandHasNoLevel() throws {
    let idle = try ReferenceTables.table(
      id: "old", codes: ["1", "2", "3"], flows: [[0, 0, 0], [0, 0, 0], [0, 0, 0]], demand: [[0], [0], [0]],
      output: [0, 0, 0], valueAdded: [0, 0, 0])
    let result = try DecompositionEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(from: idle, to: new())
    #expect(result.output.demandLevel == nil && result.output.demandMix == nil)
    #expect(relativeDifference(result.output.change, [112, 100, 120]) < 1e-14)
  }
}

/// Real pairs of years.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedDecompositionTests {
  @Test(arguments: [
    ("wiod2013nat_IND_1995", "wiod2013nat_IND_2000"), ("wiod2013nat_IND_2005", "wiod2013nat_IND_2011"),
    ("wiodlr_1965", "wiodlr_1985"), ("wiodlr_1985", "wiodlr_2000"), ("wiod2013_1995", "wiod2013_2011"),
    ("china_digital_2010", "china_digital_2020"), ("adb_IDN_2007", "adb_IDN_2014"), ("adb_IDN_2014", "adb_IDN_2019"),
    ("oecd2018nat_IND_2005", "oecd2018nat_IND_2014"), ("oecd2018nat_IND_2014", "oecd2018nat_IND_2015"),
  ]) func termsSumToTheChange(_ pair: (String, String)) throws {
    let old = try SharedTables.read(pair.0)
    let new = try SharedTables.read(pair.1)
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let result = try DecompositionEstimator(settings).estimate(from: old, to: new)
    for check in result.checks { #expect(check.holds, "\(pair): \(check)") }
  }
}
