import Foundation

/// Growth of a figure between two years.
///
/// Reference: compound annual growth, (V_t / V_0)^{1/(t − t₀)} − 1, as the Reserve Bank of India computes it.
public enum Growth {
  /// The compound annual rate, a fraction; nil unless the first value is above zero, the last not below, and time passes.
  public static func annualRate(from first: Double, to last: Double, years: Int) -> Double? {
    guard first > 0, last >= 0, years > 0, last.isFinite else { return nil }
    return pow(last / first, 1 / Double(years)) - 1
  }

  /// How many times as fast one grows as another: the ratio of their annual rates, not of their growth factors. Nil where the
  /// second does not grow.
  public static func relative(_ rate: Double?, to other: Double?) -> Double? {
    guard let rate, let other, other > 0 else { return nil }
    return rate / other
  }

  /// What prices add to a share: that at current less that at constant prices.
  public static func priceEffect(nominal: Double?, real: Double?) -> Double? {
    guard let nominal, let real else { return nil }
    return nominal - real
  }

  /// The annual rate of the deflator that value and volume imply.
  public static func deflator(value: Double?, volume: Double?) -> Double? {
    guard let value, let volume, volume > -1 else { return nil }
    return (1 + value) / (1 + volume) - 1
  }
}
