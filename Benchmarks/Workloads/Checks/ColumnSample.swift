import BenchmarkHarness
import Leontief

/// Four columns of two matrices that belong together, and a sum of all of them where there are more: a wrong element of any column
/// shows in one of these.
struct ColumnSample {
  let pairs: [(x: [Double], y: [Double])]

  /// Column-major matrices with equally many columns. Sums of columns have small positive whole numbers as weights.
  init(_ x: borrowing Matrix<Double>, _ y: borrowing Matrix<Double>, seed: UInt64) {
    let m = x.columns
    var pairs: [(x: [Double], y: [Double])] = []
    for j in Self.sampled(of: m) { pairs.append((x: x.columnValues(j), y: y.columnValues(j))) }
    if m > pairs.count {
      var generator = SplitMix64(seed: seed, stream: "solve check")
      let weights = (0..<m).map { _ in Double(generator.next(in: Self.weights)) }
      pairs.append((x: x.compensatedProduct(weights), y: y.compensatedProduct(weights)))
    }
    self.pairs = pairs
  }

  private static let weights = 1...7

  private static func sampled(of m: Int) -> [Int] { m <= 4 ? Array(0..<m) : [0, m / 3, 2 * m / 3, m - 1] }

  /// What an element of a matrix that is not negative is held against, at most: itself in a column of the sample, else in the sum
  /// of columns its row's, in which it may have the least weight and the others the most.
  static func magnitude(_ answer: borrowing Matrix<Double>, _ i: Int, _ j: Int) -> Double {
    guard !sampled(of: answer.columns).contains(j) else { return abs(answer[i, j]) }
    var sum = 0.0
    for k in 0..<answer.columns { sum += abs(answer[i, k]) }
    return Double(weights.upperBound) * sum
  }
}
