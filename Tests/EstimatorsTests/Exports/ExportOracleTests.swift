import Estimators
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Every term of every sector's exports to every country against the formulas with inverses in fractions.
@Suite struct ExportOracleTests {
  /// Observed: 3e-14 of the exporter's exports at most.
  private let tolerance = 1e-12

  private func compare(
    _ table: borrowing InputOutputTable, _ countries: [String], parts: [String: String] = [:], _ test: TestEngine
  ) throws {
    let oracle = TradeOracle(table, countries: countries, parts: parts)
    let result = try ExportEstimator(
      EstimationSettings(engine: test.engine), parts: parts, basis: .residual, detail: .all
    ).estimate(table)
    #expect(result.countries.names == countries)
    let local = oracle.local
    for exporter in result.exporters {
      let (s, scale) = (exporter.country, max(1, exporter.exports))
      let bilateral = try #require(exporter.bilateral)
      let of = oracle.countryOf
      let cut = oracle.inverse { of[$0] != s || of[$1] == s }
      for (k, i) in oracle.members[s].enumerated() {
        #expect(abs(result.exports.rowSum(i) - oracle.exports(i)) <= tolerance * scale)
        for r in countries.indices where r != s {
          let terms = bilateral[k, r]
          #expect(abs(result.exports[i, r] - oracle.sales(i, r)) <= tolerance * scale)
          for (term, value) in zip(WangWeiZhuTerm.allCases, oracle.wangWeiZhu(i, r, local: local)) {
            #expect(abs(terms[term] - value) <= tolerance * scale, "\(term) of \(i) to \(r): \(terms[term]), \(value)")
          }
          for (term, value) in zip(BorinManciniTerm.allCases, oracle.borinMancini(i, r, local: local, cut: cut)) {
            #expect(abs(terms[term] - value) <= tolerance * scale, "\(term) of \(i) to \(r): \(terms[term]), \(value)")
          }
        }
      }
      for (value, expected) in zip(exporter.terms.koopmanWangWei, oracle.koopmanWangWei(s, local: local)) {
        #expect(abs(value - expected) <= tolerance * scale, "KWW of \(exporter.name)")
      }
      compare(exporter, result, oracle, local)
    }
    for check in result.checks { #expect(check.holds, "\(check)") }
    // A solve with each country's L_ss is counted.
    let producers = oracle.members.filter { !$0.isEmpty }
    let small = result.cost.reports.filter { $0.rightHandSides == 1 && $0.orientation == .transposed }
    #expect(small.count == producers.count && small.map(\.sectors) == producers.map(\.count))
    #expect(result.cost.largestScaledResidual < 16)
  }

  /// OECD's measures, and the output of the country by use.
  private func compare(
    _ exporter: ExportDecomposition.Exporter, _ result: ExportDecomposition, _ oracle: TradeOracle, _ local: [[Double]]
  ) {
    let (s, all) = (exporter.country, oracle.x.indices)
    let own = oracle.members[s]
    let abroad = all.filter { !own.contains($0) }
    let demand = TradeOracle.times(oracle.l, Array(all), Array(all), oracle.y.map { $0[s] })
    let exports = all.map(oracle.exports)
    let expected: [(Double, Double)] = [
      (exporter.content.domesticContent, own.reduce(0) { $0 + oracle.content(oracle.l, s, $1) * exports[$1] }),
      (exporter.content.domesticValueAdded, own.reduce(0) { $0 + oracle.content(local, s, $1) * exports[$1] }),
      (exporter.content.direct, own.reduce(0) { $0 + oracle.v[$1] * local[$1][$1] * exports[$1] }),
      (exporter.content.forward, abroad.reduce(0) { $0 + oracle.content(oracle.l, s, $1) * exports[$1] }),
      (exporter.content.foreignInDomesticDemand, abroad.reduce(0) { $0 + oracle.v[$1] * demand[$1] }),
      (exporter.imports, abroad.reduce(0) { $0 + oracle.sales($1, s) }),
      (exporter.content.otherPrimaryInputs, 0),
      // VAX in two ways that share nothing: absorption, and DVA less what comes home.
      (exporter.content.inForeignDemand, exporter.terms.valueAddedExports),
      (exporter.content.domesticValueAdded, exporter.terms.domesticValueAdded),
    ]
    let scale = max(1, exporter.exports)
    for (k, (value, right)) in expected.enumerated() {
      #expect(abs(value - right) <= tolerance * scale, "\(k): \(value), \(right)")
    }
    for i in own {
      let use = result.outputUse[i]
      #expect(abs(use.total - oracle.x[i]) <= tolerance * max(1, oracle.x[i]))
      let supplied = own.reduce(0) { $0 + local[i][$1] * oracle.y[$1][s] }
      #expect(abs(use.domesticFinal + use.domesticIntermediate - supplied) <= tolerance * max(1, oracle.x[i]))
    }
  }

  @Test(arguments: TestEngines.all) func leather(_ test: TestEngine) throws {
    try compare(ReferenceTables.leather(), ["ARG", "TUR", "DEU"], test)
  }

  @Test(arguments: TestEngines.all) func negativeValueAdded(_ test: TestEngine) throws {
    try compare(ReferenceTables.smallMultiRegional(), ["reg1", "reg2"], test)
  }

  @Test(arguments: RandomTrade.all) func randomTables(_ kind: RandomTrade.Kind) throws {
    let table = try RandomTrade.table(regions: kind.regions, codes: kind.codes, seed: kind.seed)
    for test in TestEngines.all { try compare(table, (0..<kind.regions).map { "R\($0)" }, test) }
  }

  /// Parts of a country that do not follow each other.
  @Test(arguments: TestEngines.all) func countriesOfParts(_ test: TestEngine) throws {
    let table = try RandomTrade.table(regions: 5, codes: 2, seed: 8)
    try compare(table, ["A", "R1", "B", "R3"], parts: ["R0": "A", "R2": "B", "R4": "A"], test)
  }

  /// Final demand of a region that makes nothing.
  @Test(arguments: TestEngines.all) func anAbsorberWithoutSectors(_ test: TestEngine) throws {
    var table = try ReferenceTables.leather()
    table.demand[2].region = "REST"
    try compare(table, ["ARG", "TUR", "DEU", "REST"], test)
  }
}
