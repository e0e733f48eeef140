import Foundation

/// What the speeds of two runs of one program may differ by, judged by what the processes within each run differ by.
///
/// What the runs differ by from each other has no part in it: an interval is as wide as draws of each run's own processes and
/// samples make it. Half of its width, of logarithms, is raised from 95 to 99 %, by Student's t since processes are few, and by
/// what draws of so few lack in variance.
/// References: Student (1908); Efron and Tibshirani (1993), chapter 5 (draws have (n − 1) / n of the unbiased variance).
public enum Resolution {
  /// How often two runs of one program are to lie within it.
  public static let confidence = 0.99

  /// Of each side: two do not tell what a third one would do.
  public static let leastProcesses = RemainingSamples.leastProcesses

  /// A fraction (0.08 for 8 %), by the interval of a ratio and the processes of each side; nil where a side has under three.
  static func measured(_ interval: ClosedRange<Double>, processes: (base: Int, other: Int)) -> Double? {
    let fewest = min(processes.base, processes.other)
    guard fewest >= leastProcesses, interval.lowerBound > 0 else { return nil }
    let freedom = freedom(Double(processes.base), Double(processes.other))
    let raised =
      TwoSidedQuantile.student(beyond: 1 - confidence, freedom: freedom) / TwoSidedQuantile.normal(beyond: 0.05)
    let unbiased = (Double(fewest) / Double(fewest - 1)).squareRoot()
    return exp(raised * unbiased * halfWidth(interval)) - 1
  }

  /// Of the difference of two means whose processes scatter alike, without pooling them (Welch 1947), rounded down: 8 for five and
  /// five, 2 for three and thirty.
  private static func freedom(_ base: Double, _ other: Double) -> Int {
    let (first, second) = (1 / base, 1 / other)
    let sum = first + second
    // A step of rounding short of a whole number is none.
    return Int(sum * sum / (first * first / (base - 1) + second * second / (other - 1)) + 1e-9)
  }

  /// Of the logarithms.
  static func halfWidth(_ interval: ClosedRange<Double>) -> Double { 0.5 * log(interval.upperBound / interval.lowerBound) }

  /// How far an interval of a ratio reaches from one, as a fraction: 0.25 for [0.8, 1.1].
  package static func reach(_ interval: ClosedRange<Double>) -> Double { max(interval.upperBound, 1 / interval.lowerBound) - 1 }
}
