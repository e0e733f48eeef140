import MatrixCore

/// Final demand of two years as level and mix, f = F b, and the terms it gives.
struct DemandWeights {
  /// F₀ and F₁.
  private let levels: (old: Double, new: Double)

  init(_ old: [Double], _ new: [Double]) { levels = (old.compensatedSum(), new.compensatedSum()) }

  /// Terms of Δx.
  func terms(of x: CrossedOutputs) -> Decomposition.Terms {
    let ones = [Double](repeating: 1, count: x.change.count)
    var terms = terms(of: x, coefficients: ones, ones)
    terms.coefficients = nil
    return terms
  }

  /// Terms of Δ(v∘Lf).
  func terms(of x: CrossedOutputs, coefficients v0: [Double], _ v1: [Double]) -> Decomposition.Terms {
    let n = v0.count
    var terms = Decomposition.Terms(
      change: [], coefficients: [], technology: [], demandLevel: nil, demandMix: nil, demand: [])
    var (level, mix) = ([Double](), [Double]())
    for i in 0..<n {
      let (oo, on, no, nn) = (x.oldOfOld[i], x.oldOfNew[i], x.newOfOld[i], x.newOfNew[i])
      terms.change.append(v1[i] * nn - v0[i] * oo)
      terms.coefficients?.append((v1[i] - v0[i]) * (nn + oo) / 2)
      terms.technology.append((v0[i] * (nn - on) + v1[i] * (no - oo)) / 2)
      terms.demand.append((v0[i] * (on - oo) + v1[i] * (nn - no)) / 2)
      // Δf = ΔF (b₀ + b₁)/2 + (F₀ + F₁)/2 Δb, through v₀L₀ and v₁L₁.
      let old = (v0[i] * oo + v1[i] * no) / levels.old
      let new = (v0[i] * on + v1[i] * nn) / levels.new
      level.append((levels.new - levels.old) * (old + new) / 4)
      mix.append((levels.new + levels.old) * (new - old) / 4)
    }
    guard levels.old != 0, levels.new != 0 else { return terms }
    (terms.demandLevel, terms.demandMix) = (level, mix)
    return terms
  }
}
