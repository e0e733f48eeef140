import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Production lengths against whole matrices from inverses in fractions.
@Suite struct ProductionLengthTests {
  private func product(_ factors: [[[Double]]]) -> [[Double]] {
    factors.dropFirst().reduce(factors[0]) { a, b in
      a.map { row in b[0].indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } } }
    }
  }

  private func compare(_ table: borrowing InputOutputTable, _ countries: [String], _ test: TestEngine) throws {
    let oracle = TradeOracle(table, countries: countries)
    let result = try ProductionLengthEstimator(EstimationSettings(engine: test.engine), basis: .residual).estimate(table)
    let (of, n) = (oracle.countryOf, oracle.x.count)
    let (l, ld) = (oracle.l, oracle.local)
    let split = { (isOwn: Bool) in
      oracle.a.enumerated().map { i, row in row.indices.map { (of[i] == of[$0]) == isOwn ? row[$0] : 0 } }
    }
    let (ad, am) = (split(true), split(false))
    let own = (0..<n).map { oracle.y[$0][of[$0]] }
    let others = (0..<n).map { i in oracle.y[i].indices.reduce(0) { $1 == of[i] ? $0 : $0 + oracle.y[i][$1] } }
    let all = zip(own, others).map { $0 + $1 }
    func flow(_ factors: [[[Double]]], _ y: [Double]) -> [[Double]] {
      product(factors).enumerated().map { i, row in zip(row, y).map { oracle.v[i] * $0 * $1 } }
    }
    func check(_ flow: [[Double]], _ rows: [Double], _ columns: [Double], _ name: String) {
      let scale = max(1, all.map(abs).reduce(0, +))
      for i in 0..<n {
        // Observed: 4e-16 of all final demand.
        #expect(abs(flow[i].reduce(0, +) - rows[i]) <= 1e-14 * scale, "\(name), row \(i)")
        #expect(abs(flow.reduce(0) { $0 + $1[i] } - columns[i]) <= 1e-14 * scale, "\(name), column \(i)")
      }
    }
    let (f, b) = (result.forward, result.backward)
    check(flow([l], all), f.total.valueAdded, b.total.valueAdded, "V")
    check(flow([l, l], all), f.total.stages, b.total.stages, "X")
    check(flow([ld], own), f.domestic.valueAdded, b.domestic.valueAdded, "V_D")
    check(flow([ld, ld], own), f.domestic.stages, b.domestic.stages, "X_D")
    check(flow([ld], others), f.traditional.valueAdded, b.traditional.valueAdded, "V_RT")
    check(flow([ld, ld], others), f.traditional.stages, b.traditional.stages, "X_RT")
    check(flow([ld, am, l], all), f.globalValueChains.valueAdded, b.globalValueChains.valueAdded, "V_GVC")
    check(flow([ld, ld, am, l], all), f.home, b.home, "home")
    check(flow([l, am, l], all), f.crossings, b.crossings, "crossings")
    check(flow([ld, am, l, ad, l], all), f.abroad, b.abroad, "abroad")
    for check in result.checks { #expect(check.holds, "\(check)") }
    for i in 0..<n where oracle.x[i] == 0 { #expect(f.total.lengths[i] == nil && result.positions[i] == nil) }
  }

  @Test(arguments: TestEngines.all) func leather(_ test: TestEngine) throws {
    try compare(ReferenceTables.leather(), ["ARG", "TUR", "DEU"], test)
  }

  @Test(arguments: RandomTrade.all) func randomTables(_ kind: RandomTrade.Kind) throws {
    let table = try RandomTrade.table(regions: kind.regions, codes: kind.codes, seed: kind.seed)
    for test in TestEngines.all { try compare(table, (0..<kind.regions).map { "R\($0)" }, test) }
  }

  /// In a closed table that balances PLv is upstreamness, the row sums of Ghosh's inverse, and PLy the column sums of Leontief's.
  @Test(arguments: TestEngines.all) func lengthsAreUpstreamnessAndDownstreamness(_ test: TestEngine) throws {
    let table = try ReferenceTables.leather()
    let settings = EstimationSettings(engine: test.engine)
    let result = try ProductionLengthEstimator(settings).estimate(table)
    let linkages = try LinkageEstimator(settings).estimate(table)
    #expect(relativeDifference(result.forward.total.lengths.compactMap(\.self), linkages.forwardGhosh.values) < 1e-14)
    #expect(relativeDifference(result.backward.total.lengths.compactMap(\.self), linkages.backward.values) < 1e-14)
    let chains = result.forward.globalValueChains.lengths.compactMap(\.self)
    #expect(chains.count == 9 && chains.allSatisfy { $0 >= 1 })
  }

  /// The digital sectors of a country are one row: stages of all of them over their value added.
  @Test func digitalSectors() throws {
    let table = try ReferenceTables.leather()
    var result = try ProductionLengthEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table)
    #expect(!result.presentation.tables.contains { $0.name == "digital_sectors" })
    result.digital = try SectorSet.digital(["AGR", "TRQ"], nil, among: table.sectors)
    let rows = try #require(result.presentation.tables.first { $0.name == "digital_sectors" }).rows
    #expect(rows.map { $0[0] } == ["ARG", "TUR", "DEU"].map { ResultTable.Cell.text($0) })
    let total = result.forward.total
    for (s, row) in rows.enumerated() {
      let (first, last) = (3 * s, 3 * s + 2)
      let length = (total.stages[first] + total.stages[last]) / (total.valueAdded[first] + total.valueAdded[last])
      #expect(row[1] == .number(length))
      #expect(row.last == ResultTable.Cell(result.position(of: [first, last])) && result.position(of: [first, last]) != nil)
    }
  }

  /// A country that trades with nobody has no value added in global value chains, exactly, and so no length there.
  @Test func aCountryAloneHasNoChains() throws {
    let table = try ReferenceTables.multiRegional(
      regions: ["A", "B", "C"], codes: ["s"], flows: [[3, 0, 0], [0, 1, 2], [0, 3, 1]],
      demand: [[7, 0, 0], [0, 4, 1], [0, 2, 5]],
      output: [10, 8, 11])
    let result = try ProductionLengthEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table)
    #expect(result.forward.globalValueChains.valueAdded[0] == 0 && result.positions[0] == nil)
    #expect(result.position(0) == nil && result.position(1) != nil)
    // 1 / (1 − 0.3)
    #expect(relativeDifference(try #require(result.forward.domestic.lengths[0]), 1 / 0.7) < 1e-15)
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedProductionLengthTests {
  @Test(arguments: SharedExportsTests.ids) func identitiesHold(_ id: String) throws {
    let table = try SharedTables.read(id)
    let wanted = table.sectors.labels.contains { $0.region == "IND" }
    for test in TestEngines.all {
      let result = try ProductionLengthEstimator(EstimationSettings(engine: test.engine)).estimate(table)
      // Observed: 3e-16.
      for check in result.checks { #expect(check.holds, "\(id) on \(test): \(check)") }
      #expect(result.checks.count == 5)
      if wanted {
        let lengths = result.countries.producers.map { result.forward.total.length(result.countries.members[$0]) }
        let known = lengths.compactMap(\.self)
        #expect(known.count >= 26 && known.allSatisfy { $0 > 1 && $0 < 4 })
      }
    }
  }
}
