import Kernels
import MatrixCore
import Solvers
import Tables

/// Digital services in manufacturing: use ratios and value added in manufacturing exports, of every country in one run.
///
///     use       Σ_{i∈DS, j∈MAN_s} z_ij over Σ x_j, or over Σ_i Σ_j z_ij
///     content   DSX_s = Σ_{i∈DS} v_i (L ê_s 1)_i, ê_s the gross exports of MAN_s
///
/// Shapes: C countries. Cost: C solves in one panel, for all sources at once (rows v_i of the digital sectors would be solves of
/// their own); passes over the flows. Errors: `EstimationError`. Reference: see `ManufacturingServices`.
public struct ManufacturingEstimator: Sendable {
  public var settings: EstimationSettings
  /// Regions that are parts of a country, by its name.
  public var parts: [String: String]
  public var basis: ValueAddedBasis
  /// Codes of the sectors; those of the built-in definition that fits the table where there are none.
  public var digital: [String]?
  public var manufacturing: [String]?

  public init(
    _ settings: EstimationSettings, parts: [String: String] = [:], basis: ValueAddedBasis = .given,
    digital: [String]? = nil, manufacturing: [String]? = nil
  ) {
    (self.settings, self.parts, self.basis) = (settings, parts, basis)
    (self.digital, self.manufacturing) = (digital, manufacturing)
  }

  public func estimate(_ table: borrowing InputOutputTable) throws(EstimationError) -> ManufacturingServices {
    let countries = try Countries(table, parts: parts)
    let sets = try SectorSets(digital, manufacturing, table)
    let flows = try TradeFlows(table, countries)
    let valueAdded = try TradeValueAdded(table, basis, settings)
    let producers = countries.producers
    let economy = try Economy(table, rightHandSides: producers.count, settings.watched(0...0.5))
    let exports = try Self.exports(flows, sets.manufacturing, producers)
    let content = try economy.solve(exports, .output, monitor: settings.monitor.part(0.5...1))
    let exporters = Dictionary(uniqueKeysWithValues: producers.enumerated().map { ($0.element, $0.offset) })
    let sources = sets.digital.positions.map { i in
      ManufacturingServices.Source(
        sector: i, country: countries.names[countries.ofSector[i]], exporter: exporters[countries.ofSector[i]],
        content: producers.indices.map { valueAdded.coefficients[i] * content[i, $0] })
    }
    var rows = ManufacturingUse(table, sets.digital, sets.manufacturing, countries).countries
    for k in rows.indices {
      rows[k].exports = (0..<flows.exports.count).lazy.map { exports[$0, k] }.compensatedSum()
      rows[k].content = sources.lazy.map { $0.content[k] }.compensatedSum()
      rows[k].domesticContent = sources.lazy.filter { $0.exporter == k }.map { $0.content[k] }.compensatedSum()
    }
    return ManufacturingServices(
      sectors: table.sectors, digital: sets.digital, manufacturing: sets.manufacturing, countries: rows, sources: sources,
      unit: table.metadata.money, checks: Self.checks(rows, content, valueAdded), remarks: valueAdded.remarks + sets.remarks,
      cost: economy.cost)
  }

  /// A column for each producing country: the gross exports of its manufacturing.
  private static func exports(
    _ flows: TradeFlows, _ manufacturing: SectorSet, _ producers: [Int]
  ) throws(EstimationError) -> Matrix<Double> {
    var panel = try Economy.panel(rows: flows.exports.count, columns: producers.count)
    let columns = Dictionary(uniqueKeysWithValues: producers.enumerated().map { ($0.element, $0.offset) })
    for i in manufacturing.positions {
      if let k = columns[flows.countries.ofSector[i]] { panel[i, k] = flows.exports[i] }
    }
    return panel
  }

  /// All sectors' value added and other primary inputs together are the exports: (v + o)ᵀ L e = 1ᵀe.
  private static func checks(
    _ rows: [ManufacturingServices.Country], _ content: borrowing Matrix<Double>, _ valueAdded: TradeValueAdded
  ) -> [IdentityCheck] {
    var worst: IdentityCheck?
    for (k, row) in rows.enumerated() where row.exports != 0 {
      var sum = CompensatedSum<Double>()
      for i in 0..<content.rows { sum.add((valueAdded.coefficients[i] + valueAdded.others[i]) * content[i, k]) }
      let check = IdentityCheck(
        name: "primary inputs of all sectors in \(row.name)'s manufacturing exports add to them, the farthest off",
        value: sum.value, expected: row.exports, tolerance: IdentityCheck.rounding)
      if check.relativeDifference >= worst?.relativeDifference ?? 0 { worst = check }
    }
    return [worst].compactMap(\.self)
  }
}

/// The two sets of a run, as named or as the definition that fits gives them.
private struct SectorSets {
  let digital: SectorSet
  let manufacturing: SectorSet
  let remarks: [String]

  init(
    _ digital: [String]?, _ manufacturing: [String]?, _ table: borrowing InputOutputTable
  ) throws(EstimationError) {
    let isWanted = digital == nil || manufacturing == nil
    let definition = isWanted ? try SectorDefinition.fitting(table.sectors) : nil
    if isWanted, definition == nil {
      let known = try SectorDefinition.builtIn.map(\.classification)
      throw .trade(.noDefinition(table: table.metadata.title, known: known))
    }
    let origin = definition.map { "\($0.id), \($0.standing.rawValue)" } ?? ""
    self.digital = try SectorSet(
      digital ?? definition?.digitalServices ?? [], "digital services", origin: digital == nil ? origin : "named",
      among: table.sectors)
    self.manufacturing = try SectorSet(
      manufacturing ?? definition?.manufacturing ?? [], "manufacturing", origin: manufacturing == nil ? origin : "named",
      among: table.sectors)
    remarks = digital == nil ? definition.map { [$0.source] + $0.notes } ?? [] : []
  }
}
