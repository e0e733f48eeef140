import MatrixCore
import Solvers
import Tables

extension LocalInverses {
  /// Ld_ss V, or V' Ld_ss for rows V, of columns given as arrays.
  func product(_ country: Int, _ columns: [[Double]], _ orientation: Orientation = .output) throws(EstimationError) -> [[Double]]
  {
    let n = countries.members[country].count
    let rows = values.view.window(rows: starts[country]..<starts[country] + n, columns: 0..<n)
    return try Self.product(orientation == .output ? rows : rows.transposed, columns, on: engine)
  }

  /// The diagonal of Ld_ss.
  func diagonal(_ country: Int) -> [Double] {
    countries.members[country].indices.map { values[starts[country] + $0, $0] }
  }

  /// A_sr V.
  func trade(_ seller: Int, _ user: Int, _ columns: [[Double]]) throws(EstimationError) -> [[Double]] {
    let block = try Self.copy(runs[seller], runs[user], of: coefficients, on: engine)
    return try Self.product(block.view, columns, on: engine)
  }

  /// A_m V, or A_m' V for rows V: trade with other countries only. Shapes: columns of n. Cost: one copy of A, block by block,
  /// so that a country without imports has zeros and no rounding.
  func foreign(_ columns: [[Double]], _ orientation: Orientation) throws(EstimationError) -> [[Double]] {
    var sums = columns.map { $0.map { _ in 0.0 } }
    for seller in countries.producers {
      for user in countries.producers where user != seller {
        let (from, to) = orientation == .output ? (user, seller) : (seller, user)
        let parts = columns.map { column in countries.members[from].map { column[$0] } }
        let block = try Self.copy(runs[seller], runs[user], of: coefficients, on: engine)
        let product = try Self.product(orientation == .output ? block.view : block.view.transposed, parts, on: engine)
        for k in sums.indices { for (place, i) in countries.members[to].enumerated() { sums[k][i] += product[k][place] } }
      }
    }
    return sums
  }

  /// Ld V or Ld' V, A_d V or A_d' V of all countries, for columns of n.
  func local(_ columns: [[Double]], _ orientation: Orientation) throws(EstimationError) -> [[Double]] {
    try byCountry(columns) { country, parts throws(EstimationError) in try product(country, parts, orientation) }
  }

  func domestic(_ columns: [[Double]], _ orientation: Orientation) throws(EstimationError) -> [[Double]] {
    try byCountry(columns) { country, parts throws(EstimationError) in
      let block = try Self.copy(runs[country], runs[country], of: coefficients, on: engine)
      return try Self.product(orientation == .output ? block.view : block.view.transposed, parts, on: engine)
    }
  }

  private func byCountry(
    _ columns: [[Double]], _ product: (Int, [[Double]]) throws(EstimationError) -> [[Double]]
  ) throws(EstimationError) -> [[Double]] {
    var results = columns
    for country in countries.producers {
      let members = countries.members[country]
      let products = try product(country, columns.map { column in members.map { column[$0] } })
      for k in results.indices { for (place, i) in members.enumerated() { results[k][i] = products[k][place] } }
    }
    return results
  }
}
