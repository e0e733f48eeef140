import Estimators
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Digital services in manufacturing, against published figures and formulas with inverses in fractions.
@Suite struct ManufacturingTests {
  /// v̂ L ê of decompr's leather, one sector of one exporter at a time: [1,1] and [9,9] as its tests print them, row 1 by NumPy.
  @Test(arguments: TestEngines.all) func contentsOfLeather(_ test: TestEngine) throws {
    let row = [
      28.5227814322, 2.7939512571, 0.3560669428, 1.8106695526, 3.1173841480, 0.3590112634, 1.2364172278, 1.3028380210,
      4.1208736251,
    ]
    for (c, code) in ["AGR", "TEX", "TRQ"].enumerated() {
      let result = try ManufacturingEstimator(
        EstimationSettings(engine: test.engine), digital: ["AGR", "TRQ"], manufacturing: [code]
      ).estimate(ReferenceTables.leather())
      let source = try #require(result.sources.first)
      #expect(source.country == "ARG" && source.exporter == 0)
      for s in 0..<3 { #expect(abs(source.content[s] - row[3 * s + c]) <= 5e-11) }
      if code == "AGR" { #expect(abs(source.content[0] - 28.52278) <= 5e-6) }
      // Its digits are cut off, not rounded: 34.743819.
      if code == "TRQ" { #expect(abs(try #require(result.sources.last).content[2] - 34.74381) <= 1e-5) }
      #expect(result.checks.count == 1 && result.checks.allSatisfy { $0.holds })
    }
  }

  @Test(arguments: RandomTrade.all) func randomTables(_ kind: RandomTrade.Kind) throws {
    let table = try RandomTrade.table(regions: kind.regions, codes: kind.codes, seed: kind.seed)
    let names = (0..<kind.regions).map { "R\($0)" }
    let oracle = TradeOracle(table, countries: names)
    let last = "s\(kind.codes - 1)"
    for test in TestEngines.all {
      let result = try ManufacturingEstimator(
        EstimationSettings(engine: test.engine), basis: .residual, digital: ["s0"], manufacturing: [last]
      ).estimate(table)
      #expect(result.countries.map(\.name) == names)
      for (s, row) in result.countries.enumerated() {
        let man = s * kind.codes + kind.codes - 1
        let exports = oracle.exports(man)
        let contents = names.indices.map { t in oracle.v[t * kind.codes] * oracle.l[t * kind.codes][man] * exports }
        // Observed: 2e-15.
        #expect(abs(row.content - contents.reduce(0, +)) <= 1e-13 * max(1, exports))
        #expect(abs(row.domesticContent - contents[s]) <= 1e-13 * max(1, exports))
        #expect(abs(row.exports - exports) <= 1e-13 * max(1, exports))
        for (t, value) in contents.enumerated() { #expect(abs(result.sources[t].content[s] - value) <= 1e-13 * max(1, exports)) }
        let uses = names.indices.map { table.transactions[$0 * kind.codes, man] }
        #expect(abs(row.use.total - uses.reduce(0, +)) <= 1e-12 && row.use.domestic == uses[s])
        #expect(abs(row.inputs - (0..<oracle.x.count).reduce(0) { $0 + table.transactions[$1, man] }) <= 1e-11)
        #expect(row.output == oracle.x[man])
        #expect((row.share(row.content, of: row.exports) == nil) == (exports == 0))
      }
      for check in result.checks { #expect(check.holds, "\(check)") }
    }
  }

  @Test func aCountryWithoutManufacturingExportsHasNoShare() throws {
    let table = try ReferenceTables.multiRegional(
      regions: ["A", "B"], codes: ["s", "m"], flows: [[1, 1, 1, 1], [1, 1, 0, 0], [1, 1, 1, 1], [1, 1, 1, 1]],
      demand: [[6, 2], [8, 0], [3, 5], [3, 5]], output: [12, 10, 12, 12])
    let result = try ManufacturingEstimator(
      EstimationSettings(engine: TestEngines.swift), digital: ["s"], manufacturing: ["m"]
    ).estimate(table)
    let a = try #require(result["A"])
    #expect(a.exports == 0 && a.content == 0 && a.share(a.content, of: a.exports) == nil)
    let cells = result.presentation.tables[0].rows[0]
    #expect(cells[4] == .none && cells[5] == .none && cells[1] == .number(0))
  }

  @Test func setsAreNamedOrBuiltIn() throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let table = try ReferenceTables.leather()
    let classifications = ["WIOD-35", "WIOD-56", "OECD-36", "OECD-45", "LR-WIOD-23"]
    #expect(try SectorDefinition.builtIn.map(\.classification) == classifications)
    #expect(throws: EstimationError.trade(.noDefinition(table: "leather", known: classifications))) {
      try ManufacturingEstimator(settings).estimate(table)
    }
    #expect(throws: EstimationError.trade(.unknownCode("AGRI", nearest: ["AGR"]))) {
      try ManufacturingEstimator(settings, digital: ["AGRI"], manufacturing: ["TEX"]).estimate(table)
    }
    #expect(throws: EstimationError.trade(.emptySet("digital services"))) {
      try ManufacturingEstimator(settings, digital: [], manufacturing: ["TEX"]).estimate(table)
    }
    #expect(throws: EstimationError.trade(.notMultiRegional(table: "germany_1995"))) {
      try ManufacturingEstimator(settings).estimate(ReferenceTables.germany1995())
    }
    for definition in try SectorDefinition.builtIn {
      #expect(Set(definition.digitalServices).isDisjoint(with: definition.manufacturing))
      #expect(Set(definition.manufacturing).count == definition.manufacturing.count && !definition.source.isEmpty)
      #expect(definition.standing != .published, "UNCTAD's own list was not seen")
    }
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedManufacturingTests {
  /// India 2011, shares of manufacturing (c3-c16) gross exports in percent, by NumPy with value added as output less inputs.
  @Test(arguments: TestEngines.all) func india(_ test: TestEngine) throws {
    let result = try ManufacturingEstimator(EstimationSettings(engine: test.engine)).estimate(SharedTables.read("wiod2013_2011"))
    let k = try #require(result.countries.firstIndex { $0.name == "IND" })
    let exports = result.countries[k].exports
    let figures = [("c27", 1.834381, 1.513519), ("c30", 2.922988, 1.353546)]
    for (code, all, domestic) in figures {
      #expect(abs(100 * result.content(code, exporter: k) / exports - all) <= 5e-7)
      #expect(abs(100 * result.content(code, exporter: k, domesticOnly: true) / exports - domestic) <= 5e-7)
    }
    #expect(result.digital.codes == ["c27", "c30"] && result.digital.origin.hasPrefix("wiod35, derived, sha256 "))
    #expect(result.digital.positions.count == 82 && result.manufacturing.positions.count == 41 * 14)
    #expect(result.countries.count == 41 && result.cost.solves == 41)
    #expect(result.remarks[0].hasSuffix("because the table gives none"))
  }

  /// exvatools `get_va_exgr`: value added of USA services in ESP manufacturing exports.
  @Test(arguments: TestEngines.all) func spain(_ test: TestEngine) throws {
    let result = try ManufacturingEstimator(
      EstimationSettings(engine: test.engine), parts: ExvatoolsTests.parts, digital: ["D41T98"], manufacturing: ["D10T39"]
    ).estimate(SharedTables.read("exvatools_iciotest"))
    let services = try #require(result.sources.first { result.sectors[$0.sector].region == "USA" })
    #expect(abs(services.content[0] - 51.31605) <= 5e-6)
  }

  @Test(arguments: SharedExportsTests.ids) func identitiesHold(_ id: String) throws {
    let table = try SharedTables.read(id)
    let codes = table.sectors.labels.prefix(3).map(\.code)
    for test in TestEngines.all {
      let result = try ManufacturingEstimator(
        EstimationSettings(engine: test.engine), digital: [codes[0]], manufacturing: Array(codes.dropFirst())
      ).estimate(table)
      // Observed: 1e-15 at most.
      for check in result.checks { #expect(check.holds, "\(id) on \(test): \(check)") }
      for row in result.countries where id.hasPrefix("wiod") && row.exports > 0 {
        let share = try #require(row.share(row.content, of: row.exports))
        #expect(row.domesticContent <= row.content * (1 + 1e-14) && (0...1).contains(share), "\(row)")
      }
    }
  }

  /// What the definitions name is there, in the tables of their classification.
  @Test func definitionsFitTheirTables() throws {
    let tables = [
      ("wiod2013_2011", "wiod35"), ("adb_IDN_2019", "wiod35"), ("wiod2016nat_IND_2014", "wiod56"),
      ("oecd2018nat_IND_2014", "oecd36"), ("wiodlr_2000", "wiodlr23"),
    ]
    for (table, id) in tables {
      #expect(try SectorDefinition.fitting(SharedTables.read(table).sectors)?.id == id)
    }
    #expect(try SectorDefinition.fitting(SharedTables.read("china_digital_2010").sectors) == nil)
  }
}
