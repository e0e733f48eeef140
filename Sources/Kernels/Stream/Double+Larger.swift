extension Double {
  /// The larger; NaN if one is.
  static func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || a > b ? a : b }
}
