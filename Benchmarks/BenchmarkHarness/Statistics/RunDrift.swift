import Foundation

/// How far medians of the same work lie apart within one run: the first half of each cell's samples against the second.
///
/// A difference between two runs that is no larger than this may be what a host does while it is measured. It says nothing of
/// what lies between runs: another day, another neighbour, another placement in memory.
public enum RunDrift {
  /// The share of cells whose halves lie nearer than the drift.
  public static let quantile = 0.9
  /// Samples of a cell that count: three for each half.
  public static let leastSamples = 6

  /// A fraction (0.02 for 2 %); nil where no cell has enough samples. `cells` are samples in the order of measurement.
  public static func measured(_ cells: [[Double]]) -> Double? {
    let distances = cells.compactMap(distance).sorted()
    return distances.isEmpty ? nil : exp(SampleStatistics.quantile(distances, quantile)) - 1
  }

  /// Between the logarithms of the halves' medians; a middle sample belongs to neither.
  private static func distance(_ samples: [Double]) -> Double? {
    guard samples.count >= leastSamples, samples.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let half = samples.count / 2
    guard let first = SampleStatistics(Array(samples.prefix(half))), let second = SampleStatistics(Array(samples.suffix(half)))
    else { return nil }
    return abs(log(first.median / second.median))
  }
}
