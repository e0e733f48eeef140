/// The digital economy's share of value added as a function of one sector's digital share, the others as they are.
struct ShareCurve: Sendable {
  let model: ShareModel
  let method: Study.Method
  let shares: [Double]
  let grossValueAdded: Double

  /// Nil where the terms are not defined or value added is not positive.
  func value(_ shares: [Double]) -> Double? {
    guard grossValueAdded > 0, let terms = model.terms(method, shares) else { return nil }
    return terms.total / grossValueAdded
  }

  /// With the share of one member replaced.
  func value(_ member: Int, at share: Double) -> Double? {
    var changed = shares
    changed[member] = share
    return value(changed)
  }

  /// By five points, which all lie in 0…1 since a share cannot leave it: to both sides inside, to one side at 0 and 1.
  ///
  /// Their distance is a 2048th of what the weights of the merged sector change over: the error is 1e-12 by the fourth power of
  /// that, and what rounding is amplified by 2048 and the coefficients. Reference: Fornberg (1988), table 1 and 3.
  func derivative(_ member: Int) -> Double? {
    let (h, s) = (0x1p-11 * (method == .aggregated ? model.reach(of: member, shares) : 1), shares[member])
    let stencil: [(Double, Double)]
    if s >= 2 * h && s <= 1 - 2 * h {
      stencil = [(-2, 1), (-1, -8), (1, 8), (2, -1)]
    } else {
      let side = s < 0.5 ? 1.0 : -1
      stencil = [(0, -25), (1, 48), (2, -36), (3, 16), (4, -3)].map { ($0 * side, $1 * side) }
    }
    var sum = 0.0
    for (place, weight) in stencil {
      guard let value = value(member, at: s + place * h) else { return nil }
      sum += weight * value
    }
    return sum / (12 * h)
  }
}
