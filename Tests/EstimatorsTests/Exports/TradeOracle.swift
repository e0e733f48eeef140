import MatrixCore
import Tables
import TestSupport

/// Formulas of the literature on plain arrays, from inverses in fractions: nothing of the estimators is used.
///
/// Letters as in the literature with L for its B: Ls is L with the exporter's sales to others cut.
struct TradeOracle {
  let a: [[Double]]
  let l: [[Double]]
  let x: [Double]
  let v: [Double]
  /// Final demand by absorbing country.
  let y: [[Double]]
  let members: [[Int]]
  private let flows: [[Double]]

  init(_ table: borrowing InputOutputTable, countries: [String], parts: [String: String] = [:]) {
    let n = table.sectorCount
    var (z, demand) = ([[Double]](), [[Double]]())
    for i in 0..<n {
      z.append((0..<n).map { table.transactions[i, $0] })
      var row = countries.map { _ in 0.0 }
      for (c, category) in table.demand.enumerated() {
        let name = parts[category.region] ?? category.region
        for (l, country) in countries.enumerated() where country == name { row[l] += table.finalDemand[i, c] }
      }
      demand.append(row)
    }
    let output = table.output ?? []
    (flows, x, y) = (z, output, demand)
    a = z.map { row in row.indices.map { output[$0] == 0 ? 0 : row[$0] / output[$0] } }
    l = LeontiefOracle.inverse(of: table)
    v = output.indices.map { j in output[j] == 0 ? 0 : (output[j] - z.reduce(0) { $0 + $1[j] }) / output[j] }
    let names = table.sectors.labels.map { parts[$0.region] ?? $0.region }
    members = countries.map { country in names.indices.filter { names[$0] == country } }
  }

  /// (I − A)⁻¹ of A with the cells kept that `keeps` says.
  func inverse(_ keeps: (Int, Int) -> Bool) -> [[Double]] {
    let n = x.count
    let kept = (0..<n).map { i in (0..<n).map { keeps(i, $0) ? flows[i][$0] : 0 } }
    let units = (0..<n).map { i in (0..<n).map { i == $0 ? 1.0 : 0 } }
    return LeontiefOracle(flows: kept, output: x).solve(units, isTransposed: false)!.map { $0.map(\.high) }
  }

  func country(_ i: Int) -> Int { members.firstIndex { $0.contains(i) }! }
  var countryOf: [Int] { x.indices.map(country) }
  /// Ld, block-diagonal.
  var local: [[Double]] {
    let of = countryOf
    return inverse { of[$0] == of[$1] }
  }

  func sales(_ i: Int, _ r: Int) -> Double { members[r].reduce(0) { $0 + flows[i][$1] } + y[i][r] }
  func exports(_ i: Int) -> Double { members.indices.reduce(0) { $1 == country(i) ? $0 : $0 + sales(i, $1) } }

  /// M restricted to rows and columns, times a vector over the columns.
  static func times(_ m: [[Double]], _ rows: [Int], _ columns: [Int], _ u: [Double]) -> [Double] {
    rows.map { i in zip(columns, u).reduce(0) { $0 + m[i][$1.0] * $1.1 } }
  }

  /// v_t M_tj for one country t.
  func content(_ m: [[Double]], _ t: Int, _ j: Int) -> Double { members[t].reduce(0) { $0 + v[$1] * m[$1][j] } }

  /// Wang, Wei and Zhu's sixteen terms of a sector's exports to r.
  func wangWeiZhu(_ i: Int, _ r: Int, local ld: [[Double]]) -> [Double] {
    let (s, all) = (country(i), Array(members.indices))
    let third = all.filter { $0 != s && $0 != r }
    func y(_ r: Int, _ l: Int) -> [Double] { members[r].map { self.y[$0][l] } }
    func sum(_ vectors: [[Double]], _ n: Int) -> [Double] {
      vectors.reduce([Double](repeating: 0, count: n)) { zip($0, $1).map { $0 + $1 } }
    }
    let n = members[r].count
    func lb(_ t: Int, _ u: [Double]) -> [Double] { Self.times(l, members[r], members[t], u) }
    func sold(_ u: [Double]) -> Double { Self.times(a, [i], members[r], u)[0] }
    let (own, w) = (content(l, s, i), content(ld, s, i))
    let domestic = [
      lb(r, y(r, r)), sum(third.map { lb($0, y($0, $0)) }, n), lb(r, sum(third.map { y(r, $0) }, n)),
      sum(third.map { t in lb(t, sum(all.filter { $0 != s && $0 != t }.map { y(t, $0) }, members[t].count)) }, n),
      lb(r, y(r, s)), sum(third.map { lb($0, y($0, s)) }, n), lb(s, y(s, s)),
      lb(s, sum(all.filter { $0 != s }.map { y(s, $0) }, members[s].count)),
    ]
    let right = [
      self.y[i][r], sold(Self.times(ld, members[r], members[r], y(r, r))),
      sold(Self.times(ld, members[r], members[r], members[r].map(exports))),
    ]
    let foreign = third.reduce(0) { $0 + content(l, $1, i) }
    return [own * self.y[i][r]] + domestic.map { w * sold($0) } + [(own - w) * sold(members[r].map { x[$0] })]
      + right.map { content(l, r, i) * $0 } + right.map { foreign * $0 }
  }

  /// Borin and Mancini's ten terms of a sector's exports to r. `cut` is L^{/s} of its country.
  func borinMancini(_ i: Int, _ r: Int, local ld: [[Double]], cut: [[Double]]) -> [Double] {
    let (s, all) = (country(i), Array(members.indices))
    func sold(_ u: [Double]) -> Double { Self.times(a, [i], members[r], u)[0] }
    func locally(_ u: [Double]) -> [Double] { Self.times(ld, members[r], members[r], u) }
    /// Σ_{j≠r} A_rj (L Y)_{j,l}.
    func reExported(_ absorber: Int) -> [Double] {
      let produced = Self.times(l, Array(x.indices), Array(x.indices), y.map { $0[absorber] })
      let others = x.indices.filter { country($0) != r }
      return Self.times(a, members[r], others, others.map { produced[$0] })
    }
    func final(_ absorbers: [Int]) -> [Double] { members[r].map { j in absorbers.reduce(0) { $0 + y[j][$1] } } }
    let w = content(cut, s, i)
    let foreign = all.filter { $0 != s }.reduce(0) { $0 + content(cut, $1, i) }
    let exports = sales(i, r)
    let rex2 = all.filter { $0 != s && $0 != r }.reduce(0) { $0 + sold(locally(reExported($1))) }
    // Rows v L^{/s} Σ_j A_sj L_js, element i.
    let abroad = x.indices.filter { country($0) != s }
    func repeated(_ t: Int) -> Double {
      members[s].reduce(0) { sum, k in
        sum + content(cut, t, k) * abroad.reduce(0) { $0 + a[k][$1] * l[$1][i] }
      }
    }
    return [
      w * y[i][r], w * sold(locally(final([r]))), w * sold(locally(final(all.filter { $0 != r && $0 != s }))), w * rex2,
      w * sold(locally(reExported(r))), w * sold(locally(final([s]))), w * sold(locally(reExported(s))), foreign * exports,
      repeated(s) * exports, all.filter { $0 != s }.reduce(0) { $0 + repeated($1) } * exports,
    ]
  }

  /// Koopman, Wang and Wei's nine terms of a country, by their own formulas.
  func koopmanWangWei(_ s: Int, local ld: [[Double]]) -> [Double] {
    let all = Array(members.indices)
    let others = all.filter { $0 != s }
    func y(_ r: Int, _ l: Int) -> [Double] { members[r].map { self.y[$0][l] } }
    func valued(_ r: Int, _ u: [Double]) -> Double {
      zip(members[s], Self.times(l, members[s], members[r], u)).reduce(0) { $0 + v[$1.0] * $1.1 }
    }
    func returned(_ r: Int, _ u: [Double]) -> Double {
      valued(r, Self.times(a, members[r], members[s], Self.times(ld, members[s], members[s], u)))
    }
    func foreign(_ u: [Double]) -> Double {
      zip(members[s], u).reduce(0) { sum, next in
        sum + next.1 * others.reduce(0) { $0 + content(l, $1, next.0) }
      }
    }
    func used(_ r: Int, _ u: [Double]) -> [Double] {
      Self.times(a, members[s], members[r], Self.times(ld, members[r], members[r], u))
    }
    func sum(_ value: (Int) -> Double) -> Double { others.reduce(0) { $0 + value($1) } }
    let exported = { (r: Int) in members[r].map(exports) }
    return [
      sum { valued(s, y(s, $0)) }, sum { valued($0, y($0, $0)) },
      sum { r in others.filter { $0 != r }.reduce(0) { $0 + valued(r, y(r, $1)) } }, sum { valued($0, y($0, s)) },
      sum { returned($0, y(s, s)) }, sum { returned($0, exported(s)) }, sum { foreign(y(s, $0)) },
      sum { foreign(used($0, y($0, $0))) }, sum { foreign(used($0, exported($0))) },
    ]
  }
}
