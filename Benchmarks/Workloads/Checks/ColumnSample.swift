import BenchmarkHarness
import Leontief

/// Four columns of two matrices that belong together, and a sum of all of them where there are more: a wrong element of any column
/// shows in one of these.
struct ColumnSample {
  let pairs: [(x: [Double], y: [Double])]

  /// Column-major matrices with equally many columns. Sums of columns have small positive whole numbers as weights.
  init(_ x: borrowing Matrix<Double>, _ y: borrowing Matrix<Double>, seed: UInt64) {
    let m = x.columns
    let sample = m <= 4 ? Array(0..<m) : [0, m / 3, 2 * m / 3, m - 1]
    var pairs: [(x: [Double], y: [Double])] = []
    for j in sample { pairs.append((x: x.columnValues(j), y: y.columnValues(j))) }
    if m > pairs.count {
      var generator = SplitMix64(seed: seed, stream: "solve check")
      let weights = (0..<m).map { _ in Double(generator.next(in: 1...7)) }
      pairs.append((x: x.compensatedProduct(weights), y: y.compensatedProduct(weights)))
    }
    self.pairs = pairs
  }
}
