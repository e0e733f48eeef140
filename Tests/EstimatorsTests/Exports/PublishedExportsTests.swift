import Estimators
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Figures that decompr's article and exvatools' tests print.
@Suite struct PublishedExportsTests {
  /// decompr-article, to two decimals; more digits by NumPy from the formulas.
  @Test(arguments: TestEngines.all) func leatherWangWeiZhu(_ test: TestEngine) throws {
    let result = try ExportEstimator(EstimationSettings(engine: test.engine), detail: .exporters(["ARG"]))
      .estimate(ReferenceTables.leather())
    let terms = try #require(result["ARG"]?.bilateral)[0, 1]
    let printed = [
      5.4744, 2.6814, 1.1363, 1.4093, 0.5049, 0.7057, 0.3470, 0.1686, 0.0649, 0.0717, 0.2143, 0.1021, 0.1755, 0.4113, 0.1959,
      0.3367,
    ]
    #expect(WangWeiZhuTerm.allCases.count == 16)
    for (term, value) in zip(WangWeiZhuTerm.allCases, printed) { #expect(abs(terms[term] - value) <= 5e-5, "\(term)") }
    #expect(relativeDifference(terms.sumWangWeiZhu, 14) < 1e-14)
    #expect(relativeDifference(result.exporters.reduce(0) { $0 + $1.exports }, 325.5) < 1e-14)
    let exports = [33.2, 28.5, 2.6, 45.9, 59.2, 8.5, 38.7, 31, 77.9]
    #expect(relativeDifference(result.exportsBySector, exports) < 1e-14)
    // Output less inputs, which is what every exporter's value added is made of.
    let valueAdded = [52.3, 33.2, 6.1, 69.8, 63.4, 12.5, 95.3, 58.4, 70.5]
    #expect(relativeDifference(result.valueAdded, valueAdded) < 1e-14)
    #expect(result["TUR"]?.bilateral == nil)
  }
}

/// Digital sectors in global value chains against the formulas with inverses in fractions.
@Suite struct DigitalTradeTests {
  private let settings = EstimationSettings(engine: TestEngines.swift)

  @Test(arguments: RandomTrade.all) func randomTables(_ kind: RandomTrade.Kind) throws {
    let table = try RandomTrade.table(regions: kind.regions, codes: kind.codes, seed: kind.seed)
    let oracle = TradeOracle(table, countries: (0..<kind.regions).map { "R\($0)" })
    let result = try ExportEstimator(settings, basis: .residual).estimate(table)
    let set = try #require(try SectorSet.digital(["s0"], nil, among: table.sectors))
    let (all, local) = (oracle.x.indices, oracle.local)
    let exports = all.map(oracle.exports)
    // v̂ Ld_ss u for a u of every sector, and v_i Σ_{l≠s} (L Y)_il.
    func added(_ u: [Double]) -> [Double] {
      all.map { i in oracle.members[oracle.country(i)].reduce(0) { $0 + oracle.v[i] * local[i][$1] * u[$1] } }
    }
    let demandAbroad = (0..<kind.regions).map { s in
      all.map { i in oracle.y[i].indices.reduce(0) { $1 == s ? $0 : $0 + oracle.y[i][$1] } }
    }
    let absorbed = all.map { i in
      all.reduce(0) { $0 + oracle.v[i] * oracle.l[i][$1] * demandAbroad[oracle.country(i)][$1] }
    }
    let used = all.map { i in
      all.reduce(0) { oracle.country($1) == oracle.country(i) ? $0 : $0 + oracle.a[i][$1] * oracle.x[$1] }
    }
    let (inExports, forward) = (added(exports), added(used))
    func sum(_ values: [Double], _ members: [Int]) -> Double { members.reduce(0) { $0 + values[$1] } }
    let digital = all.filter { table.sectors[$0].code == "s0" }
    #expect(set.positions == digital)
    for row in result.digitalTrade(set) {
      let members = oracle.members[try #require(Int(row.name.dropFirst()))]
      let own = members.filter(digital.contains)
      let scale = max(1, sum(exports, members))
      // Observed: 3e-15.
      #expect(abs(row.exports - sum(exports, own)) <= 1e-13 * scale)
      #expect(abs(row.valueAddedInExports - sum(inExports, own)) <= 1e-13 * scale)
      #expect(abs(row.valueAddedExports - sum(absorbed, own)) <= 1e-13 * scale)
      func close(_ found: Double?, _ part: Double, _ whole: Double, over world: Double? = 1) -> Bool {
        guard whole != 0, let world, world != 0 else { return found == nil }
        return found.map { abs($0 - part / whole / world) <= 1e-11 } ?? false
      }
      func share(_ values: [Double]) -> Double? {
        let whole = sum(values, Array(all))
        return whole == 0 ? nil : sum(values, digital) / whole
      }
      #expect(close(row.shareOfExports, sum(exports, own), sum(exports, members)))
      #expect(close(row.shareOfValueAddedInExports, sum(inExports, own), sum(inExports, members)))
      #expect(close(row.shareOfValueAddedExports, sum(absorbed, own), sum(absorbed, members)))
      #expect(close(row.comparativeAdvantage, sum(exports, own), sum(exports, members), over: share(exports)))
      #expect(
        close(row.comparativeAdvantageInValueAdded, sum(absorbed, own), sum(absorbed, members), over: share(absorbed)))
      let value = own.reduce(0) { $0 + oracle.v[$1] * oracle.x[$1] }
      #expect(close(row.forwardParticipation, sum(forward, own), value))
    }
  }

  /// All sectors are all of everything.
  @Test func allSectors() throws {
    let table = try ReferenceTables.leather()
    let set = try #require(try SectorSet.digital(["AGR", "TEX", "TRQ"], nil, among: table.sectors))
    let result = try ExportEstimator(settings).estimate(table)
    for row in result.digitalTrade(set) {
      let exporter = try #require(result[row.name])
      #expect(row.shareOfExports == 1 && row.shareOfValueAddedExports == 1 && row.comparativeAdvantage == 1)
      #expect(relativeDifference(row.valueAddedInExports, exporter.content.domesticValueAdded) < 1e-14)
      #expect(relativeDifference(row.valueAddedExports, exporter.content.inForeignDemand) < 1e-14)
    }
    #expect(try SectorSet.digital(nil, nil, among: table.sectors) == nil)
    #expect(ExportDetails(result, bySector: false).presentation.tables.allSatisfy { $0.name != "digital_sectors" })
  }
}

/// exvatools 0.9.0 (E. Feas), its dataset iciotest: two of its countries are given in parts, and their own rows are empty.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct ExvatoolsTests {
  static let parts = ["MX1": "MEX", "MX2": "MEX", "CN1": "CHN", "CN2": "CHN"]

  @Test(arguments: TestEngines.all) func spainAsPublished(_ test: TestEngine) throws {
    let result = try ExportEstimator(EstimationSettings(engine: test.engine), parts: Self.parts)
      .estimate(SharedTables.read("exvatools_iciotest"))
    #expect(result.countries.names == ["ESP", "FRA", "MEX", "USA", "CHN", "ROW"])
    let spain = try #require(result["ESP"])
    let (content, terms) = (spain.content, spain.terms)
    let wwzForeign: [WangWeiZhuTerm] = [.importerFinal, .importerIntermediate, .thirdPartyFinal, .thirdPartyIntermediate]
    let published: [(String, Double, Double)] = [
      ("EXGR", spain.exports, 4666.96), ("DC", content.domesticContent, 2165.17),
      ("DVA", content.domesticValueAdded, 1880.60), ("VAX", terms.valueAddedExports, 1624.18),
      ("REF", terms.reflected, 256.41), ("DDC", terms.domesticDoubleCounted, 284.58), ("FC", content.foreignContent, 2501.78),
      ("GVCB (OECD)", content.foreignContent, 2501.78), ("direct DVA", content.direct, 1757.25),
      ("FVA", terms.foreignValueAdded, 2176.21), ("FDC", terms.foreignDoubleCounted, 325.58),
      ("GVC", terms.globalValueChains, 4034.25), ("GVCB", terms.backward, 2786.36), ("GVCF", terms.forward, 1247.89),
      ("FVA (WWZ)", wwzForeign.reduce(0) { $0 + terms[$1] }, 854.62),
      ("FDC (WWZ)", terms[.importerDoubleCounted] + terms[.thirdPartyDoubleCounted], 1647.16),
      ("GVCF (OECD)", content.forward, 3047.87), ("indirect DVA", content.indirect, 123.34), ("IMGR", spain.imports, 5292.12),
      ("DFD_FVA", content.foreignInDomesticDemand, 2249.35), ("VALU", spain.valueAdded, 1985.24),
      ("PROD", spain.output, 5406.87), ("balance", spain.exports - spain.imports, -625.17),
      ("FFD_DVA", content.inForeignDemand, 1624.18),
    ]
    for (name, value, printed) in published { #expect(abs(value - printed) <= 0.005, "\(name): \(value)") }
    let absorbed = [33.25239, 33.04328, 29.13415, 39.26315, 44.36171, 40.26254]
    for (l, printed) in absorbed.enumerated() { #expect(abs(result.absorbed[0, l] - printed) <= 5e-6) }
    // Checks of loading, with more digits.
    let exports = [1230.04772, 1713.70647, 1723.20471]
    for (i, printed) in exports.enumerated() { #expect(abs(result.exportsBySector[i] - printed) <= 5e-6) }
  }

  /// Regions without sectors' output give zeros and no NaN, also as countries of their own.
  @Test func emptyRegionsAreZeros() throws {
    let result = try ExportEstimator(EstimationSettings(engine: TestEngines.swift), detail: .all)
      .estimate(SharedTables.read("exvatools_iciotest"))
    let empty = try #require(result["MEX"])
    #expect(empty.exports == 0 && empty.terms.sumWangWeiZhu == 0 && empty.terms.sumBorinMancini == 0)
    #expect(empty.share(1) == nil && empty.productionBasedForward == nil)
    #expect(empty.imports > 0)
    for exporter in result.exporters {
      #expect(WangWeiZhuTerm.allCases.allSatisfy { exporter.terms[$0].isFinite })
      #expect(BorinManciniTerm.allCases.allSatisfy { exporter.terms[$0].isFinite })
    }
  }
}
