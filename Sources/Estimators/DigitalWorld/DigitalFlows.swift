import Kernels
import MatrixCore
import Solvers
import Tables

/// Sums of M = v̂ L ŷ over digital rows or columns.
struct DigitalFlows {
  let v: [Double]
  /// y.
  let demand: [Double]
  let isDigital: [Bool]
  let countries: Countries

  init(v: [Double], demand: [Double], digital: [Int], countries: Countries) {
    (self.v, self.demand, self.countries) = (v, demand, countries)
    let set = Set(digital)
    isDigital = v.indices.map(set.contains)
  }

  private var digitalDemand: [Double] { zip(demand, isDigital).map { $1 ? $0 : 0 } }

  /// W_rs by producing countries: with y_s the final demand for products of s, digital rows of M take all of L y_s, the others
  /// what L makes of its digital part. Cost: two solves a country.
  func bilateral(_ economy: Economy, monitor: WorkMonitor) throws(EstimationError) -> [[Double]] {
    let producers = countries.producers
    var panel = try Economy.panel(rows: v.count, columns: 2 * producers.count)
    for (k, country) in producers.enumerated() {
      for j in countries.members[country] {
        panel[j, k] = demand[j]
        if isDigital[j] { panel[j, producers.count + k] = demand[j] }
      }
    }
    let output = try economy.solve(panel, .output, monitor: monitor)
    return producers.map { r in
      producers.indices.map { s in
        countries.members[r].lazy.map { v[$0] * output[$0, isDigital[$0] ? s : producers.count + s] }.compensatedSum()
      }
    }
  }

  /// 1'Md, d'M1 and d'Md. Cost: two transposed solves.
  func terms(_ economy: Economy) throws(EstimationError) -> (backward: Double, forward: Double, both: Double) {
    let contents = try economy.contents(of: [v, zip(v, isDigital).map { $1 ? $0 : 0 }])
    func sum(_ content: [Double], _ demand: [Double]) -> Double {
      zip(content, demand).lazy.map { $0 * $1 }.compensatedSum()
    }
    return (sum(contents[0], digitalDemand), sum(contents[1], demand), sum(contents[1], digitalDemand))
  }

  /// The same total of each country's block alone: with f = (I − A_rr) x_r, Σ_D v x + Σ_{i∉D} v_i (Ld f_D)_i.
  func national(_ output: [Double], _ local: borrowing LocalInverses) throws(EstimationError) -> [Double] {
    let bought = try local.domestic([output], .output)[0]
    let left = output.indices.map { isDigital[$0] ? output[$0] - bought[$0] : 0 }
    let response = try local.local([left], .output)[0]
    return countries.producers.map { r in
      countries.members[r].lazy.map { v[$0] * (isDigital[$0] ? output[$0] : response[$0]) }.compensatedSum()
    }
  }
}
