/// Bounds of accumulated rounding (Higham 2002, section 3.1).
enum RoundingBound {
  /// γ_k = k u / (1 − k u), the relative error of k roundings in a row.
  static func gamma(_ k: Int) -> Double {
    let roundings = Double(k) * Double.unitRoundoff
    return roundings < 1 ? roundings / (1 - roundings) : .infinity
  }
}
