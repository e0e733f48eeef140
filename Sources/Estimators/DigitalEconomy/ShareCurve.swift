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

  /// By five points, exact to rounding for so smooth a function.
  func derivative(_ member: Int) -> Double? {
    let (h, s) = (0x1p-11, shares[member])
    guard let outerRight = value(member, at: s + 2 * h), let right = value(member, at: s + h),
      let left = value(member, at: s - h), let outerLeft = value(member, at: s - 2 * h)
    else { return nil }
    return (8 * (right - left) - (outerRight - outerLeft)) / (12 * h)
  }
}
