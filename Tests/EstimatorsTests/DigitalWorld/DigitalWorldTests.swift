import Estimators
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// The digital share of the world against sums over whole matrices.
@Suite struct DigitalWorldTests {
  private func compare(_ table: borrowing InputOutputTable, _ countries: [String], _ code: String, _ test: TestEngine) throws {
    let oracle = TradeOracle(table, countries: countries)
    let isDigital = table.sectors.labels.map { $0.code == code }
    let result = try DigitalWorldEstimator(EstimationSettings(engine: test.engine), basis: .residual, digital: [code])
      .estimate(table)
    let n = oracle.x.count
    let y = oracle.y.map { $0.reduce(0, +) }
    func cell(_ i: Int, _ j: Int) -> Double { isDigital[i] || isDigital[j] ? oracle.v[i] * oracle.l[i][j] * y[j] : 0 }
    let scale = max(1, y.map(abs).reduce(0, +))
    for (r, row) in result.countries.enumerated() {
      for s in countries.indices {
        let sum = oracle.members[r].reduce(0) { sum, i in oracle.members[s].reduce(sum) { $0 + cell(i, $1) } }
        // Observed: 3e-16 of all final demand.
        #expect(abs(result.bilateral[r][s] - sum) <= 1e-14 * scale)
      }
      let byUse = oracle.members[r].reduce(0) { sum, j in (0..<n).reduce(sum) { $0 + cell($1, j) } }
      #expect(abs(row.byUse - byUse) <= 1e-14 * scale)
      #expect(abs(row.national - national(r, oracle, isDigital)) <= 1e-14 * scale)
    }
    #expect(abs(result.total - result.countries.reduce(0) { $0 + $1.byOrigin }) <= 1e-14 * scale)
    for check in result.checks { #expect(check.holds, "\(check)") }
  }

  /// The block form on the country's own table, in which all that leaves is final demand.
  private func national(_ r: Int, _ oracle: TradeOracle, _ isDigital: [Bool]) -> Double {
    let (own, local) = (oracle.members[r], oracle.local)
    let f = own.map { i in oracle.x[i] - own.reduce(0) { $0 + oracle.a[i][$1] * oracle.x[$1] } }
    return own.reduce(0) { sum, i in
      zip(own, f).reduce(sum) { isDigital[i] || isDigital[$1.0] ? $0 + oracle.v[i] * local[i][$1.0] * $1.1 : $0 }
    }
  }

  @Test(arguments: TestEngines.all) func leather(_ test: TestEngine) throws {
    let table = try ReferenceTables.leather()
    try compare(table, ["ARG", "TUR", "DEU"], "TEX", test)
    // By NumPy from M of the same table.
    let result = try DigitalWorldEstimator(EstimationSettings(engine: test.engine), digital: ["TEX"]).estimate(table)
    #expect(relativeDifference(result.total, 191.2062373739925) < 1e-14)
    #expect(relativeDifference(try #require(result.share), 0.414314707202584) < 1e-14)
    #expect(relativeDifference(try #require(result["ARG"]).national, 37.3347050980172) < 1e-14)
  }

  @Test(arguments: RandomTrade.all) func randomTables(_ kind: RandomTrade.Kind) throws {
    let table = try RandomTrade.table(regions: kind.regions, codes: kind.codes, seed: kind.seed)
    for test in TestEngines.all { try compare(table, (0..<kind.regions).map { "R\($0)" }, "s0", test) }
  }

  /// A bare code of a study means the sectors of all regions, split and digital ones, and the total is the national estimator's
  /// block form with all of them named.
  @Test(arguments: TestEngines.all) func studiesReachAllRegions(_ test: TestEngine) throws {
    let settings = EstimationSettings(engine: test.engine)
    let study = try StudyFile(
      text: """
        split: [{sector: TEX, into: [{code: a, share: 0.25}, {code: b, share: 0.75}]}]
        digital: {all: [a, AGR]}
        """, path: "study.yaml")
    let regions = ["ARG", "TUR", "DEU"]
    let named = try StudyFile(
      text: """
        split: [\(regions.map { "{sector: \($0)/TEX, into: [{code: a, share: 0.25}, {code: b, share: 0.75}]}" }.joined(separator: ", "))]
        digital: {all: [\(regions.flatMap { ["\($0)/a", "\($0)/AGR"] }.joined(separator: ", "))]}
        method: block
        """, path: "named.yaml")
    let world = try DigitalWorldEstimator(settings).estimate(ReferenceTables.leather(), study: study)
    let block = try DigitalEconomyEstimator(settings).estimate(ReferenceTables.leather(), study: named)
    #expect(relativeDifference(world.total, block.terms.total) < 1e-14)
    #expect(relativeDifference(world.forward, block.terms.forward) < 1e-14)
    #expect(world.digital.positions.count == 6 && world.digital.codes == ["a", "AGR"])
    // A qualified code means itself.
    let one = try StudyFile(text: "digital: {all: [TUR/AGR]}", path: "one.yaml")
    #expect(try DigitalWorldEstimator(settings).estimate(ReferenceTables.leather(), study: one).digital.positions == [3])
  }

  @Test func refusals() throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    #expect(throws: EstimationError.self) { try DigitalWorldEstimator(settings).estimate(ReferenceTables.leather()) }
    #expect(throws: EstimationError.trade(.notMultiRegional(table: "germany_1995"))) {
      try DigitalWorldEstimator(settings, digital: ["bus"]).estimate(ReferenceTables.germany1995())
    }
    let study = try StudyFile(text: "digital: {all: [nothing]}", path: "study.yaml")
    #expect { try DigitalWorldEstimator(settings).estimate(ReferenceTables.leather(), study: study) } throws: { error in
      if case .study = error as? EstimationError { true } else { false }
    }
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedDigitalWorldTests {
  /// Built-in sets, whole sectors; by NumPy from M of the same tables.
  static let figures: [(table: String, total: Double, india: [Double])] = [
    ("wiod2013_2011", 11160734.432602763, [185160.57622484863, 187130.02693048483, 184983.0948809914]),
    ("wiodlr_2000", 8781799.354914594, [29288.001315082147, 31495.6967382898, 27690.692791661302]),
  ]

  /// On every multi-regional table: origins and uses add up to W, which is what digital sectors add and others add in digital
  /// products, and all value added but what others add in others' products.
  @Test(arguments: SharedExportsTests.ids) func identitiesHold(_ id: String) throws {
    let table = try SharedTables.read(id)
    let n = table.sectorCount
    let isBuiltIn = try SectorDefinition.fitting(table.sectors) != nil
    let digital = isBuiltIn ? nil : [table.sectors[0].code]
    let result = try DigitalWorldEstimator(EstimationSettings(engine: TestEngines.swift), basis: .residual, digital: digital)
      .estimate(table)
    let scale = result.valueAdded
    func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-13 * scale }
    #expect(agree(result.countries.map(\.byOrigin).compensatedSum(), result.total))
    #expect(agree(result.countries.map(\.byUse).compensatedSum(), result.total))
    for (k, country) in result.countries.enumerated() {
      #expect(agree(result.bilateral[k].compensatedSum(), country.byOrigin))
      #expect(agree(result.bilateral.map { $0[k] }.compensatedSum(), country.byUse))
      // Value added and final demand of some sectors are below zero in the small tables made by hand.
      guard id.hasPrefix("wiod") else { continue }
      #expect(country.byOrigin >= 0 && country.byOrigin <= country.valueAdded * (1 + 1e-3), "\(country)")
    }
    // A system of its own: v of the others alone, and of all.
    let bought = table.transactions.view.columnSums()
    let output = table.output ?? []
    let v = (0..<n).map { output[$0] == 0 ? 0 : (output[$0] - bought[$0]) / output[$0] }
    let isDigital = Set(result.digital.positions)
    let others = v.indices.map { isDigital.contains($0) ? 0 : v[$0] }
    let matrix = try CoefficientMatrix(table, on: TestEngines.swift)
    let system = try DenseLUSolver().prepare(matrix, on: TestEngines.swift)
    let demand = table.totalFinalDemand
    func held(_ row: [Double], _ counts: (Int) -> Bool) throws -> Double {
      let contents = try system.solve(row, orientation: .transposed).vector
      return contents.indices.filter(counts).map { contents[$0] * demand[$0] }.compensatedSum()
    }
    let all = try held(v) { _ in true }
    let outside = try held(others) { !isDigital.contains($0) }
    // Observed: 2e-15.
    #expect(agree(all - outside, result.total), "\(all) \(outside) \(result.total)")
    let fromOthers = try held(others, isDigital.contains)
    #expect(agree(result.forward + fromOthers, result.total))
  }

  @Test(arguments: figures) func agreeWithNumPy(_ figure: (table: String, total: Double, india: [Double])) throws {
    let table = try SharedTables.read(figure.table)
    for test in TestEngines.all {
      let result = try DigitalWorldEstimator(EstimationSettings(engine: test.engine)).estimate(table)
      // Observed: 4e-16.
      #expect(relativeDifference(result.total, figure.total) < 1e-12)
      let india = try #require(result["IND"])
      #expect(relativeDifference([india.byOrigin, india.byUse, india.national], figure.india) < 1e-12)
      for check in result.checks { #expect(check.holds, "\(check)") }
    }
  }
}
