/// A number as the unevaluated sum of two: 106 significant bits, for oracles that must be fast.
///
/// Reference: Dekker (1971); Hida, Li and Bailey (2001).
public struct DoubleDouble: Sendable, Equatable {
  public let high: Double
  public let low: Double

  public init(_ high: Double, _ low: Double = 0) {
    let sum = high + low
    self.high = sum
    self.low = low - (sum - high)
  }

  public var magnitude: DoubleDouble { high < 0 ? DoubleDouble(-high, -low) : self }

  private static func exactSum(_ a: Double, _ b: Double) -> (sum: Double, error: Double) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }

  public static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let (high, highError) = exactSum(a.high, b.high)
    let (low, lowError) = exactSum(a.low, b.low)
    let first = DoubleDouble(high, highError + low)
    return DoubleDouble(first.high, first.low + lowError)
  }

  public static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + DoubleDouble(-b.high, -b.low) }

  public static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    return DoubleDouble(product, (-product).addingProduct(a.high, b.high) + (a.high * b.low + a.low * b.high))
  }

  public static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * DoubleDouble(first)
    let second = rest.high / b.high
    let last = rest - b * DoubleDouble(second)
    return DoubleDouble(first, second) + DoubleDouble(last.high / b.high)
  }
}

/// Gaussian elimination in 106 bits with exchanges of rows.
public enum DoubleDoubleElimination {
  /// (I − A)⁻¹ Y for A and Y as they are; nil when a pivot vanishes. The error is about 10⁻³² κ.
  public static func solve(identityMinus a: [[Double]], _ y: [[Double]]) -> [[DoubleDouble]]? {
    let n = a.count
    var rows = (0..<n).map { i in
      (0..<n).map { DoubleDouble(i == $0 ? 1 : 0) - DoubleDouble(a[i][$0]) } + y[i].map { DoubleDouble($0) }
    }
    for k in 0..<n {
      let pivot = (k..<n).reduce(k) { abs(rows[$1][k].high) > abs(rows[$0][k].high) ? $1 : $0 }
      guard rows[pivot][k].high != 0 else { return nil }
      rows.swapAt(k, pivot)
      let source = rows[k]
      for i in k + 1..<max(n, k + 1) where rows[i][k].high != 0 {
        let factor = rows[i][k] / source[k]
        for j in k + 1..<source.count { rows[i][j] = rows[i][j] - factor * source[j] }
      }
    }
    let columns = n..<n + (y.first?.count ?? 0)
    for k in (0..<n).reversed() {
      for c in columns {
        let sum = (k + 1..<max(n, k + 1)).reduce(rows[k][c]) { $0 - rows[k][$1] * rows[$1][c] }
        rows[k][c] = sum / rows[k][k]
      }
    }
    return rows.map { Array($0[columns]) }
  }
}
