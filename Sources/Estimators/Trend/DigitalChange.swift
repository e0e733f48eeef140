import MatrixCore

/// What changed the digital economy from one year to another, by the mean of the two polar forms.
///
/// With M = v̂ L ŷ and D the digital sectors, the three terms are T(v, L, y) = Σ_{i∈D or j∈D} v_i l_ij y_j, and the share is T
/// over V(v, L, y) = vᵀL y. Each difference is of one factor, the others once all of the first and once all of the last year:
///
///     technology  ½ [T(v₀, ΔL, y₁) + T(v₁, ΔL, y₀)],  y = F b:  level ½ ΔF [… b₀ + … b₁]/2,  mix ½ (F₀ + F₁)/2 Δb
///
/// The share does not depend on the level of demand. Cost: four solves a year. References: Dietzenbacher and Los (1998); Miller
/// and Blair (2009), chapter 13.
struct DigitalChange {
  let value: Decomposition.TermSums
  /// Nil where value added is not positive.
  let share: Decomposition.TermSums?

  init(from old: DigitalSystem, to new: DigitalSystem) throws(EstimationError) {
    let systems = [old, new]
    var crossed: [[Crossed]] = []
    for system in systems {
      var row: [Crossed] = []
      for other in systems {
        let (digital, others) = try system.responses(to: other.flows.finalDemand)
        row.append(Crossed(digital: digital, others: others))
      }
      crossed.append(row)
    }
    func terms(_ v: Int, _ l: Int, _ y: Int) -> Double {
      crossed[l][y].terms(systems[v].flows.coefficients, systems[v].isDigital)
    }
    func total(_ v: Int, _ l: Int, _ y: Int) -> Double { crossed[l][y].total(systems[v].flows.coefficients) }
    let levels = systems.map { $0.flows.finalDemand.compensatedSum() }
    value = Self.value(terms, levels)
    share = Self.share(terms, total)
  }

  private static func polar(_ f: (Int, Int, Int) -> Double) -> Decomposition.TermSums {
    Decomposition.TermSums(
      change: f(1, 1, 1) - f(0, 0, 0), coefficients: (f(1, 1, 1) - f(0, 1, 1) + f(1, 0, 0) - f(0, 0, 0)) / 2,
      technology: (f(0, 1, 1) - f(0, 0, 1) + f(1, 1, 0) - f(1, 0, 0)) / 2, level: nil, mix: nil,
      demand: (f(0, 0, 1) - f(0, 0, 0) + f(1, 1, 1) - f(1, 1, 0)) / 2)
  }

  private static func value(_ f: (Int, Int, Int) -> Double, _ levels: [Double]) -> Decomposition.TermSums {
    var sums = polar(f)
    guard levels[0] != 0, levels[1] != 0 else { return sums }
    let old = (f(0, 0, 0) + f(1, 1, 0)) / levels[0]
    let new = (f(0, 0, 1) + f(1, 1, 1)) / levels[1]
    sums.level = (levels[1] - levels[0]) * (old + new) / 4
    sums.mix = (levels[1] + levels[0]) * (new - old) / 4
    return sums
  }

  private static func share(
    _ terms: (Int, Int, Int) -> Double, _ total: (Int, Int, Int) -> Double
  ) -> Decomposition.TermSums? {
    let crossings = [(1, 1, 1), (0, 1, 1), (0, 0, 1), (0, 0, 0), (1, 0, 0), (1, 1, 0)]
    guard crossings.allSatisfy({ total($0.0, $0.1, $0.2) > 0 }) else { return nil }
    var sums = polar { terms($0, $1, $2) / total($0, $1, $2) }
    (sums.level, sums.mix) = (0, sums.demand)
    return sums
  }

  /// What one year's technology makes of one year's demand.
  private struct Crossed {
    let digital: [Double]
    let others: [Double]

    func terms(_ v: [Double], _ isDigital: [Bool]) -> Double {
      v.indices.lazy.map { v[$0] * (isDigital[$0] ? digital[$0] + others[$0] : digital[$0]) }.compensatedSum()
    }

    func total(_ v: [Double]) -> Double { v.indices.lazy.map { v[$0] * (digital[$0] + others[$0]) }.compensatedSum() }
  }
}
