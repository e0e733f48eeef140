import Kernels
import MatrixCore
import Solvers
import Tables

/// Value added in the exports of every country, by all decompositions in use: OECD's measures, Koopman, Wang and Wei's nine
/// terms, Wang, Wei and Zhu's sixteen and Borin and Mancini's ten.
///
/// Shapes: n sectors, C countries.
/// Cost: n solves, of which numbers by country are kept (the terms need L_rr for every r), a country's local inverse and one
/// solve with its L_rr, and products of the blocks A_sr with eighteen columns each, 36 n² flops.
/// Memory: some twelve arrays of n × C beside A.
/// Errors: `EstimationError`.
/// References: see `ExportDecomposition`.
public struct ExportEstimator: Sendable {
  /// Whose terms are kept by sector and importer.
  public enum Detail: Sendable, Equatable {
    case none
    case all
    case exporters([String])
  }

  public var settings: EstimationSettings
  /// Regions that are parts of a country, by its name.
  public var parts: [String: String]
  public var basis: ValueAddedBasis
  public var detail: Detail

  public init(
    _ settings: EstimationSettings, parts: [String: String] = [:], basis: ValueAddedBasis = .given, detail: Detail = .none
  ) {
    (self.settings, self.parts, self.basis, self.detail) = (settings, parts, basis, detail)
  }

  public func estimate(_ table: borrowing InputOutputTable) throws(EstimationError) -> ExportDecomposition {
    let countries = try Countries(table, parts: parts)
    let detailed = try detailed(countries)
    let flows = try TradeFlows(table, countries, on: settings.engine.loop)
    let valueAdded = try TradeValueAdded(table, basis, settings)
    let n = table.sectorCount
    try reserve(table, countries)
    // What is gathered is held beside what is prepared: the method that is taken fits beside it.
    let gathered = settings.holding(InverseByCountry.bytes(countries))
    let economy = try Economy(table, rightHandSides: n, gathered.watched(0...0.3))
    let budget = settings.beside(table, economy).budget
    let inverse = try InverseByCountry(economy, flows, valueAdded, monitor: settings.monitor.part(0.3...0.8))
    let local = try LocalInverses(economy, countries, budget: budget.holding(InverseByCountry.keptBytes(countries)))
    let work = try ExporterTerms(flows, valueAdded, inverse, local, output: table.output ?? [])
    var (exporters, cost): ([ExportDecomposition.Exporter], SolveCost) = ([], economy.cost.adding(local.cost))
    var (inExports, forward) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    var uses = [OutputUse?](repeating: nil, count: n)
    for (k, country) in countries.producers.enumerated() {
      let exporter = try work.decompose(country, local, keeping: detailed.contains(country))
      for (place, i) in countries.members[country].enumerated() {
        inExports[i] = exporter.valueAddedInExports[place]
        forward[i] = exporter.forwardByOrigin[place]
        uses[i] = exporter.output[place]
      }
      exporters.append(exporter.summary)
      cost.add(exporter.cost)
      guard settings.monitor.allows(0.8 + 0.2 * Double(k + 1) / Double(countries.producers.count)) else {
        throw .solver(.stopped)
      }
    }
    let checks = try economy.amplified(ExportChecks(exporters).checks)
    return ExportDecomposition(
      sectors: table.sectors, countries: countries, exporters: exporters, exports: Self.exports(flows),
      absorbed: work.absorbedValueAdded, valueAdded: valueAdded.money, valueAddedInExports: inExports,
      forwardByOrigin: forward, output: table.output ?? [], outputUse: uses.compactMap(\.self), unit: table.metadata.money,
      checks: checks,
      remarks: valueAdded.remarks + Self.remarks(exporters), cost: cost)
  }

  /// All that is needed at least, before anything is prepared.
  private func reserve(_ table: borrowing InputOutputTable, _ countries: Countries) throws(EstimationError) {
    let n = table.sectorCount
    let needed = MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n), InverseByCountry.bytes(countries),
      AutoSolver(rightHandSides: n).bytesNeeded(sectors: n, rightHandSides: n, on: settings.engine))
    do {
      try settings.budget.holding(table.allocatedBytes).reserve(needed, for: "decomposing the exports of \(n) sectors")
    } catch { throw .solver(.memory(error)) }
  }

  private func detailed(_ countries: Countries) throws(EstimationError) -> Set<Int> {
    switch detail {
    case .none: return []
    case .all: return Set(countries.producers)
    case .exporters(let names):
      var positions: Set<Int> = []
      for name in names { positions.insert(try countries.position(of: name)) }
      return positions
    }
  }

  private static func exports(_ flows: TradeFlows) -> CountryValues {
    var exports = CountryValues(sectors: flows.exports.count, countries: flows.countries.count)
    for i in flows.exports.indices { for c in 0..<flows.countries.count { exports[i, c] = flows.exports(i, to: c) } }
    return exports
  }

  /// Terms built from final demand miss what the rows of the table do not account for.
  private static func remarks(_ exporters: [ExportDecomposition.Exporter]) -> [String] {
    let total = exporters.map(\.exports).compensatedSum()
    let missing = exporters.map { abs($0.terms.imbalanceBorinMancini) }.compensatedSum()
    guard missing > 1e-9 * abs(total) else { return [] }
    return [
      "rows of the table do not balance: terms built from final demand leave the column imbalance of exports open, "
        + "\(missing / total) of all"
    ]
  }
}

/// The identities of the decompositions; each is shown for the exporter that is farthest off.
struct ExportChecks {
  let checks: [IdentityCheck]

  init(_ exporters: [ExportDecomposition.Exporter]) {
    typealias Exporter = ExportDecomposition.Exporter
    func check(_ name: String, _ value: (Exporter) -> Double, _ expected: (Exporter) -> Double) -> IdentityCheck? {
      let all = exporters.filter { expected($0) != 0 }.map { exporter in
        IdentityCheck(
          name: "\(name), \(exporter.name)", value: value(exporter), expected: expected(exporter),
          tolerance: IdentityCheck.rounding)
      }
      return all.max { $0.relativeDifference < $1.relativeDifference }
    }
    checks = [
      check("domestic and foreign content and other inputs add to exports") {
        $0.content.domesticContent + $0.content.foreignContent + $0.content.otherPrimaryInputs
      } _: {
        $0.exports
      },
      check("Wang, Wei and Zhu's sixteen terms add to exports") {
        $0.terms.sumWangWeiZhu + $0.terms.imbalanceWangWeiZhu + $0.content.otherPrimaryInputs
      } _: {
        $0.exports
      },
      check("Borin and Mancini's ten terms add to exports") {
        $0.terms.sumBorinMancini + $0.terms.imbalanceBorinMancini + $0.content.otherPrimaryInputs
      } _: {
        $0.exports
      },
      check("domestic value added and double counting add to domestic content") {
        $0.terms.domesticValueAdded + $0.terms.imbalanceBorinMancini + $0.terms.domesticDoubleCounted
      } _: {
        $0.content.domesticContent
      },
    ].compactMap(\.self)
  }
}
