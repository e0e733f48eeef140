import MatrixCore
import Solvers
import Tables

/// What is known of a table before anything is solved.
struct ManufacturingWork {
  let sets: SectorSets
  let flows: TradeFlows
  let valueAdded: TradeValueAdded
  let use: ManufacturingUse
  let sectors: SectorIndex
  let unit: String

  private var countries: Countries { flows.countries }
  /// Right-hand sides.
  var solves: Int { countries.producers.count }
  /// Exports and the output they need: n × C each.
  var panelBytes: Int {
    let panel = MemoryBudget.bytes(rows: flows.exports.count, columns: solves)
    return MemoryBudget.sum(panel, panel)
  }

  init(_ table: borrowing InputOutputTable, _ estimator: ManufacturingEstimator) throws(EstimationError) {
    let countries = try Countries(table, parts: estimator.parts)
    sets = try SectorSets(estimator.digital, estimator.manufacturing, estimator.definition, table)
    flows = try TradeFlows(table, countries, on: estimator.settings.engine.loop)
    valueAdded = try TradeValueAdded(table, estimator.basis, estimator.settings)
    use = ManufacturingUse(table, sets.digital, sets.manufacturing, countries, bought: valueAdded.bought)
    (sectors, unit) = (table.sectors, table.metadata.money)
  }

  func services(_ economy: Economy, _ settings: EstimationSettings) throws(EstimationError) -> ManufacturingServices {
    let producers = countries.producers
    let exports = try Self.exports(flows, sets.manufacturing, producers)
    let content = try economy.solve(exports, .output, monitor: settings.monitor.part(0.5...1))
    let exporters = Dictionary(uniqueKeysWithValues: producers.enumerated().map { ($0.element, $0.offset) })
    let sources = sets.digital.positions.map { i in
      ManufacturingServices.Source(
        sector: i, country: countries.names[countries.ofSector[i]], exporter: exporters[countries.ofSector[i]],
        content: producers.indices.map { valueAdded.coefficients[i] * content[i, $0] })
    }
    var rows = use.countries
    for k in rows.indices {
      rows[k].exports = (0..<flows.exports.count).lazy.map { exports[$0, k] }.compensatedSum()
      rows[k].content = sources.lazy.map { $0.content[k] }.compensatedSum()
      rows[k].domesticContent = sources.lazy.filter { $0.exporter == k }.map { $0.content[k] }.compensatedSum()
    }
    return ManufacturingServices(
      sectors: sectors, digital: sets.digital, manufacturing: sets.manufacturing, countries: rows, sources: sources,
      unit: unit, checks: try economy.amplified(Self.checks(rows, content, valueAdded)),
      remarks: valueAdded.remarks + sets.remarks,
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
