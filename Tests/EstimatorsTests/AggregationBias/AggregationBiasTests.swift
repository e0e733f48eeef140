import Aggregation
import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// The bias of aggregation against inverses in fractions.
@Suite struct AggregationBiasTests {
  private func halves(_ table: borrowing InputOutputTable) throws -> Concordance {
    let n = table.sectorCount
    return try Concordance(
      sources: table.sectors,
      targets: [SectorLabel(region: "R", code: "first", name: ""), SectorLabel(region: "R", code: "second", name: "")],
      entries: (0..<n).map { ($0 < n / 2 ? 0 : 1, $0, 1) })
  }

  @Test(arguments: TestEngines.all) func multipliersAndOutputs(_ test: TestEngine) throws {
    let table = try ReferenceTables.random(6, columnSum: 0.5, spread: 0.1, seed: 41)
    let concordance = try halves(table)
    let small = try table.transformed(by: concordance, note: "", on: test.engine)
    let (full, merged) = (LeontiefOracle.inverse(of: table), LeontiefOracle.inverse(of: small))
    let demand: [Double] = [1, 0, 0, 0, 2, 0]
    let result = try AggregationBiasEstimator(EstimationSettings(engine: test.engine))
      .estimate(table, concordance, small, demand: demand)
    let y = table.totalFinalDemand
    for target in 0..<2 {
      let members = target == 0 ? 0..<3 : 3..<6
      let m = members.map { j in full.map { $0[j] }.reduce(0, +) }
      let weights = members.map { y[$0] }
      let mean = zip(m, weights).map { $0 * $1 }.reduce(0, +) / weights.reduce(0, +)
      let measure = try #require(result["output"])
      #expect(relativeDifference(try #require(measure.before[target]), mean) < 1e-14)
      #expect(relativeDifference(measure.after[target], merged.map { $0[target] }.reduce(0, +)) < 1e-14)
      #expect(abs(try #require(measure.bias[target]) - (measure.after[target] - mean)) < 1e-14)
      let before = members.map { i in zip(full[i], demand).map { $0 * $1 }.reduce(0, +) }.reduce(0, +)
      let output = try #require(result.output)
      #expect(relativeDifference(output.before[target], before) < 1e-14)
      #expect(relativeDifference(output.after[target], merged[target][0] + 2 * merged[target][1]) < 1e-14)
    }
    #expect(result.checks.count == 3 && result.checks.allSatisfy { $0.relativeDifference < 1e-14 })
    let whole = zip(y, (0..<6).map { j in full.map { $0[j] }.reduce(0, +) }).map { $0 * $1 }.reduce(0, +)
    let found = [result.checks[1].expected, result.checks[2].expected]
    #expect(relativeDifference(found, [whole, (table.valueAdded ?? []).reduce(0, +)]) < 1e-14)
  }

  /// Sectors of one input structure lose nothing: the parts of a split sector.
  @Test func noBiasWhereStructuresAreEqual() throws {
    let table = try ReferenceTables.germany1995()
    let file = try StudyFile(text: WorkedExampleTests.study, path: "study.yaml")
    let split = try table.transformed(
      by: Splitter.splitting(file.study.splits, of: table.sectors), note: "", on: TestEngines.swift)
    let back = try Splitter.merging(file.study.splits, of: table.sectors)
    let demand = (0..<split.sectorCount).map { Double($0 * $0 + 1) }
    let result = try AggregationBiasEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(split, back, table, demand: demand)
    for measure in result.measures { #expect(measure.bias.allSatisfy { abs($0 ?? 1) < 1e-14 }) }
    let output = try #require(result.output)
    #expect(relativeDifference(output.after, output.before) < 1e-14)
  }

  /// Weights that sum to nothing give no mean.
  @Test func weightsThatAreNone() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b", "c"], flows: [[1, 4, 4], [2, 3, 6], [0, 0, 1]], demand: [[1], [-1], [19]], output: [10, 10, 20],
      valueAdded: [7, 3, 9])
    let entries = [("a", "ab"), ("b", "ab"), ("c", "c")].map { ConcordanceEntry(from: $0.0, to: $0.1) }
    let concordance = try Aggregator.mapping(entries, of: table.sectors)
    let small = try table.transformed(by: concordance, note: "", on: TestEngines.swift)
    let result = try AggregationBiasEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, concordance, small)
    #expect(try #require(result["output"]).before[0] == nil && result.output == nil)
    let alone = LeontiefOracle.inverse(of: table).map { $0[2] }.reduce(0, +)
    #expect(relativeDifference(try #require(result["output"]?.before[1] ?? nil), alone) < 1e-15)
  }
}
