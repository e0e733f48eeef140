import MatrixCore
import Tables

/// The three terms as a function of the sectors' digital shares, from one inverse block of the unsplit table.
///
/// With K the sectors that have a digital part, s their shares, w = s∘x / sᵀx and G = (L − I) restricted to the columns K, the
/// table in which the split sectors' digital parts are merged has, for any shares,
///
///     h = (I + B G_KK)⁻¹ w,  B = ŝ − w sᵀ
///     l_DD = 1 + sᵀ G_KK h
///     backward = y_D (v_D + (v_D sᵀ G_KK + vᵀG − (s∘v)ᵀ G_KK) h)
///
///     forward = v_D (y_D + sᵀ(t + G_KK (δ − (I + B G_KK)⁻¹ B (t + G_KK δ))))
///
/// with v_D and y_D summed over K, t = ((L − I) y)_K and δ = w y_D − s∘y. The merged coefficients are U A V with
/// V U = I − ŝ + w sᵀ on K, and Woodbury's identity leaves a system of q sectors. The block form is linear in G. Nothing is
/// split, merged or factored anew, so that thousands of shares cost q³ flops each.
/// Shapes: q members. Units: money of the table. Cost: q + 1 solves once.
struct ShareModel: Sendable {
  /// x, y, the coefficients v, and L y on K; vᵀG.
  private let output: [Double]
  private let demand: [Double]
  private let rates: [Double]
  private let met: [Double]
  private let contents: [Double]
  /// G_KK by rows.
  private let block: [[Double]]

  /// `columns`: those of L for `members`. `met`: L y. `rates`: v of all sectors, or jobs per output.
  init(
    members: [Int], columns: [[Double]], output: [Double], demand: [Double], met: [Double], rates: [Double]
  ) {
    self.output = members.map { output[$0] }
    self.demand = members.map { demand[$0] }
    self.rates = members.map { rates[$0] }
    self.met = members.map { met[$0] }
    contents = zip(members, columns).map { member, column in
      zip(column, rates).lazy.map { $0 * $1 }.compensatedSum() - rates[member]
    }
    block = members.indices.map { i in
      members.indices.map { j in columns[j][members[i]] - (i == j ? 1 : 0) }
    }
  }

  /// What the merged digital sector is for given shares.
  private struct Merged {
    let demand: Double
    /// v_D.
    let rate: Double
    /// w.
    let weights: [Double]
  }

  private func merged(_ shares: [Double]) -> Merged {
    let parts = zip(shares, output).map { $0 * $1 }
    let total = parts.compensatedSum()
    return Merged(
      demand: dot(shares, demand), rate: total == 0 ? 0 : dot(parts, rates) / total,
      weights: parts.map { total == 0 ? 0 : $0 / total })
  }

  /// The terms of the published method; nil where the system has no solution.
  func aggregated(_ shares: [Double]) -> DigitalEconomy.Terms? {
    let digital = merged(shares)
    let system = mixed(shares, digital.weights)
    let total = zip(met, demand).map { $0 - $1 }
    let shift = shares.indices.map { digital.weights[$0] * digital.demand - shares[$0] * demand[$0] }
    let pushed = sum(total, product(block, shift))
    guard let h = SmallSystem.solve(system, digital.weights),
      let answer = SmallSystem.solve(system, changed(shares, digital.weights, pushed))
    else { return nil }
    let gained = product(block, h)
    let own = dot(shares, gained)
    let backward = digital.rate * (1 + own) + dot(contents, h) - dot(parts(shares), gained)
    let net = zip(shift, answer).map { $0 - $1 }
    let forward = digital.demand + dot(shares, sum(total, product(block, net)))
    return DigitalEconomy.Terms(
      backward: digital.demand * backward, forward: digital.rate * forward,
      doubleCounted: digital.demand * digital.rate * (1 + own))
  }

  /// The terms of the block form.
  func apart(_ shares: [Double]) -> DigitalEconomy.Terms {
    let ofParts = parts(shares)
    let weighted = zip(shares, demand).map { $0 * $1 }
    // The identity in L of the split table joins a part with itself alone.
    let identity = dot(ofParts, demand)
    return DigitalEconomy.Terms(
      backward: identity + dot(contents, weighted), forward: dot(ofParts, met),
      doubleCounted: identity + dot(ofParts, product(block, weighted)))
  }

  private func parts(_ shares: [Double]) -> [Double] { zip(shares, rates).map { $0 * $1 } }

  /// I + B G_KK.
  private func mixed(_ shares: [Double], _ weights: [Double]) -> [[Double]] {
    let sums = block.indices.map { j in zip(shares, block).lazy.map { $0 * $1[j] }.compensatedSum() }
    return block.indices.map { i in
      block.indices.map { j in (i == j ? 1 : 0) + shares[i] * block[i][j] - weights[i] * sums[j] }
    }
  }

  /// B u.
  private func changed(_ shares: [Double], _ weights: [Double], _ vector: [Double]) -> [Double] {
    let total = dot(shares, vector)
    return shares.indices.map { shares[$0] * vector[$0] - weights[$0] * total }
  }

  private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] { matrix.map { dot($0, vector) } }

  private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).lazy.map { $0 * $1 }.compensatedSum() }
}
