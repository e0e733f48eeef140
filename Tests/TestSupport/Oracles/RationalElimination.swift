import BigInt

/// Gaussian elimination in exact fractions, for matrices of at most a dozen rows.
public enum RationalElimination {
  /// A⁻¹ exactly, or nil when A is singular.
  public static func inverse(_ a: [[Rational]]) -> [[Rational]]? {
    let identity = a.indices.map { i in a.indices.map { Rational($0 == i ? 1 : 0) } }
    return solve(a, identity)
  }

  /// A⁻¹ B exactly, or nil when A is singular. Gauss-Jordan; any non-zero pivot will do.
  public static func solve(_ a: [[Rational]], _ b: [[Rational]]) -> [[Rational]]? {
    var rows = zip(a, b).map { $0 + $1 }
    let n = a.count
    for k in 0..<n {
      guard let pivot = (k..<n).first(where: { !rows[$0][k].isZero }) else { return nil }
      rows.swapAt(k, pivot)
      let divisor = rows[k][k]
      rows[k] = rows[k].map { $0 / divisor }
      for i in 0..<n where i != k && !rows[i][k].isZero {
        let factor = rows[i][k]
        rows[i] = zip(rows[i], rows[k]).map { $0 - factor * $1 }
      }
    }
    return rows.map { Array($0[n...]) }
  }

  /// ‖A‖₁, the largest column sum of magnitudes, as a binary number.
  public static func norm(_ a: [[Rational]]) -> Double {
    guard let first = a.first else { return 0 }
    return first.indices.map { j in a.reduce(Rational(0)) { $0 + $1[j].magnitude }.approximation }.max() ?? 0
  }
}
