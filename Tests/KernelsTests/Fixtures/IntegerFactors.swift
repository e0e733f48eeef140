import TestSupport

/// A unit lower and an upper triangle of small integers with ones and twos on the diagonal: their product and everything an
/// elimination without exchanges makes of it are integers too, so that the factors come out exactly.
struct IntegerFactors {
  let lower: [[Double]]
  let upper: [[Double]]

  init(_ n: Int, seed: UInt64) {
    var numbers = SeededNumbers(seed)
    let zeros = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    var (lower, upper) = (zeros, zeros)
    for i in 0..<n {
      lower[i][i] = 1
      upper[i][i] = Double(1 + i % 2)
      for j in 0..<i { lower[i][j] = Double(Int(numbers.next() % 3) - 1) }
      for j in i + 1..<max(n, i + 1) { upper[i][j] = Double(Int(numbers.next() % 3) - 1) }
    }
    self.lower = lower
    self.upper = upper
  }

  /// Exact for integers.
  static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    let columns = b.first?.count ?? 0
    return a.map { row in
      var sums = [Double](repeating: 0, count: columns)
      for (k, value) in row.enumerated() {
        for j in 0..<columns { sums[j] += value * b[k][j] }
      }
      return sums
    }
  }
}
