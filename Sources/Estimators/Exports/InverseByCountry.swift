import Kernels
import MatrixCore
import Solvers
import Tables

/// What a decomposition of exports takes from the Leontief inverse, gathered while its columns pass by, country by country.
///
/// The diagonal blocks L_rr times the bilateral final demand of r need every column of L, so n solves are the cheapest way: a
/// panel of some countries' columns at a time, of which nothing is kept but n × C numbers a measure. Letters as in
/// the literature, L for its B. Cost: n solves and n·C² additions. Memory: n × `width` doubles.
struct InverseByCountry: Sendable {
  /// v_s L_sj: the value added of country s in a unit of j's output; [j, s].
  private(set) var origins: CountryValues
  /// Primary inputs beside value added in a unit of j's output.
  private(set) var others: [Double]
  /// (L Y)_il: output of i for the final demand of l; [i, l].
  private(set) var absorbed: CountryValues
  /// (L_rr y_ru)_i for i in r; [i, u].
  private(set) var own: CountryValues
  /// (L_rt y_tt)_i; [i, t].
  private(set) var domesticFinal: CountryValues
  /// (L_rt Σ_{u≠t} y_tu)_i; [i, t].
  private(set) var finalExports: CountryValues
  /// Σ_{t≠s,r} of L_rt y_tt, of L_rt Σ_{u≠s,t} y_tu and of L_rt y_ts; [i, s].
  private(set) var thirdDomestic: CountryValues
  private(set) var thirdExports: CountryValues
  private(set) var thirdReturned: CountryValues
  /// L (x − Z1 − y): output that the table's rows do not account for.
  private(set) var imbalance: [Double]
  /// (L_ss) country by country, as columns.
  private(set) var diagonalBlocks: [[[Double]]]

  /// Columns solved for at a time, at least.
  static let width = 256

  /// What is kept, and the panels that pass by: right-hand sides, solution, and a copy while it is solved.
  static func bytes(_ countries: Countries) -> Int {
    let panel = width + (countries.members.map(\.count).max() ?? 0)
    return MemoryBudget.sum(keptBytes(countries), MemoryBudget.bytes(rows: countries.ofSector.count, columns: 3 * panel))
  }

  /// Numbers by sector and country, and the diagonal blocks.
  static func keptBytes(_ countries: Countries) -> Int {
    let numbers = MemoryBudget.bytes(rows: countries.ofSector.count, columns: 12 * countries.count)
    return countries.members.reduce(numbers) { MemoryBudget.sum($0, MemoryBudget.bytes(rows: $1.count, columns: $1.count)) }
  }

  init(
    _ economy: Economy, _ flows: TradeFlows, _ valueAdded: TradeValueAdded, monitor: WorkMonitor
  ) throws(EstimationError) {
    let (n, countries) = (economy.sectorCount, flows.countries)
    let none = CountryValues(sectors: n, countries: countries.count)
    (origins, absorbed, own, domesticFinal, finalExports) = (none, none, none, none, none)
    (thirdDomestic, thirdExports, thirdReturned) = (none, none, none)
    others = [Double](repeating: 0, count: n)
    imbalance = others
    diagonalBlocks = [[[Double]]](repeating: [], count: countries.count)
    var done = 0
    for group in Self.groups(countries) {
      let columns = group.flatMap { countries.members[$0] }
      var units = try Economy.panel(rows: n, columns: columns.count)
      for (k, column) in columns.enumerated() { units[column, k] = 1 }
      let part = Double(done) / Double(n)...Double(done + columns.count) / Double(n)
      let inverse = try economy.solve(units, .output, monitor: monitor.part(part))
      done += columns.count
      var first = 0
      for country in group {
        let members = countries.members[country]
        let panel = inverse.view.window(rows: 0..<n, columns: first..<first + members.count)
        first += members.count
        addRows(panel, members, countries, valueAdded, flows.imbalance)
        diagonalBlocks[country] = members.indices.map { k in members.map { panel[$0, k] } }
        try addDemand(panel, country, flows, economy.engine)
      }
    }
  }

  /// Neighbouring countries, at least `width` sectors together.
  private static func groups(_ countries: Countries) -> [[Int]] {
    var groups: [[Int]] = []
    var size = width
    for country in countries.producers {
      if size >= width { (groups, size) = (groups + [[]], 0) }
      groups[groups.count - 1].append(country)
      size += countries.members[country].count
    }
    return groups
  }

  /// Products from the left with value added, and what the rows do not account for.
  private mutating func addRows(
    _ panel: MatrixView<Double>, _ members: [Int], _ countries: Countries, _ valueAdded: TradeValueAdded, _ gaps: [Double]
  ) {
    var byCountry = [Double](repeating: 0, count: countries.count)
    for (k, j) in members.enumerated() {
      let column = panel.column(k)
      for c in byCountry.indices { byCountry[c] = 0 }
      var other = 0.0
      for i in 0..<column.count {
        byCountry[countries.ofSector[i]] += valueAdded.coefficients[i] * column[i]
        other += valueAdded.others[i] * column[i]
      }
      for c in byCountry.indices { origins[j, c] = byCountry[c] }
      others[j] = other
      if gaps[j] != 0 { for i in 0..<column.count { imbalance[i] += column[i] * gaps[j] } }
    }
  }

  /// P = L_{·t} y_t, and what each measure takes of it.
  private mutating func addDemand(
    _ panel: MatrixView<Double>, _ t: Int, _ flows: TradeFlows, _ engine: Engine
  ) throws(EstimationError) {
    let (countries, count) = (flows.countries, flows.countries.count)
    var demand = try Economy.panel(rows: panel.columns, columns: count)
    for (k, j) in countries.members[t].enumerated() { for u in 0..<count { demand[k, u] = flows.final[j, u] } }
    var product: Matrix<Double>
    do { product = try Matrix(rows: panel.rows, columns: count) } catch { throw .solver(.allocation(error)) }
    var target = product.mutableView
    engine.multiply(1, panel, demand.view, into: &target)
    for i in 0..<panel.rows {
      let r = countries.ofSector[i]
      var foreign = 0.0
      for u in 0..<count {
        let p = product[i, u]
        absorbed[i, u] += p
        if r == t { own[i, u] = p }
        if u != t { foreign += p }
      }
      let home = product[i, t]
      (domesticFinal[i, t], finalExports[i, t]) = (home, foreign)
      guard r != t else { continue }
      for s in 0..<count where s != t && s != r {
        let returned = product[i, s]
        thirdDomestic[i, s] += home
        thirdExports[i, s] += foreign - returned
        thirdReturned[i, s] += returned
      }
    }
  }
}
