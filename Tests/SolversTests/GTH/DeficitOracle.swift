import TestSupport

/// Solves systems given by off-diagonal coefficients and deficits, by plain Gaussian elimination with subtractions, in exact
/// fractions or in pairs of doubles (106 bits).
///
/// The diagonal of I − A is v_j + Σ_{i≠j} a_ij, formed in that arithmetic.
enum DeficitOracle {
  /// For at most a dozen sectors. Nil when singular.
  static func exact(_ a: [[Double]], _ v: [Double], _ y: [Double], isTransposed: Bool = false) -> [Double]? {
    let n = a.count
    let m = (0..<n).map { i in
      (0..<n).map { j -> Rational in
        if i != j { return Rational(exactly: -a[i][j]) }
        return (0..<n).filter { $0 != j }.reduce(Rational(exactly: v[j])) { $0 + Rational(exactly: a[$1][j]) }
      }
    }
    let system = isTransposed ? (0..<n).map { i in (0..<n).map { m[$0][i] } } : m
    return RationalElimination.solve(system, y.map { [Rational(exactly: $0)] })?.map { $0[0].approximation }
  }

  /// For any size; good to about κ 10⁻³¹. Dominant columns need no exchanges.
  static func pairs(_ a: [[Double]], _ v: [Double], _ y: [Double], isTransposed: Bool = false) -> [Double] {
    let n = a.count
    var m = (0..<n).map { i in (0..<n).map { DoublePair(i == $0 ? 0 : -a[i][$0]) } }
    for j in 0..<n {
      m[j][j] = (0..<n).filter { $0 != j }.reduce(DoublePair(v[j])) { $0 + DoublePair(a[$1][j]) }
    }
    if isTransposed { m = (0..<n).map { i in (0..<n).map { m[$0][i] } } }
    var x = y.map { DoublePair($0) }
    for k in 0..<n {
      for i in k + 1..<max(n, k + 1) {
        let factor = m[i][k] / m[k][k]
        for j in k + 1..<n { m[i][j] = m[i][j] - factor * m[k][j] }
        x[i] = x[i] - factor * x[k]
      }
    }
    for k in (0..<n).reversed() {
      for j in k + 1..<max(n, k + 1) { x[k] = x[k] - m[k][j] * x[j] }
      x[k] = x[k] / m[k][k]
    }
    return x.map(\.high)
  }
}

/// A number as the sum of two doubles.
///
/// Reference: Dekker (1971), Numer. Math. 18, 224-242.
struct DoublePair {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// a + b exactly.
  private static func sum(_ a: Double, _ b: Double) -> DoublePair {
    let s = a + b
    let part = s - a
    return DoublePair(s, (a - (s - part)) + (b - part))
  }

  static func + (a: DoublePair, b: DoublePair) -> DoublePair {
    let high = sum(a.high, b.high)
    let low = sum(a.low, b.low)
    let first = sum(high.high, high.low + low.high)
    return sum(first.high, first.low + low.low)
  }

  static func - (a: DoublePair, b: DoublePair) -> DoublePair { a + DoublePair(-b.high, -b.low) }

  static func * (a: DoublePair, b: DoublePair) -> DoublePair {
    let p = a.high * b.high
    return sum(p, (-p).addingProduct(a.high, b.high) + (a.high * b.low + a.low * b.high))
  }

  static func / (a: DoublePair, b: DoublePair) -> DoublePair {
    let first = DoublePair(a.high / b.high)
    let rest = a - first * b
    let second = DoublePair(rest.high / b.high)
    let last = (rest - second * b).high / b.high
    return first + second + DoublePair(last)
  }
}
