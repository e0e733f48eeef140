/// Coefficient matrices whose Leontief inverse is known by formula.
public enum ClosedForms {
  /// A = u w′ with L = I + u w′ / (1 − w′u).
  public static func rankOne(_ u: [Double], _ w: [Double]) -> (coefficients: [[Double]], inverse: [[Double]]) {
    let scale = 1 / (1 - zip(u, w).reduce(0) { $0 + $1.0 * $1.1 })
    let coefficients = u.map { u in w.map { u * $0 } }
    let inverse = u.indices.map { i in w.indices.map { j in (i == j ? 1 : 0) + u[i] * w[j] * scale } }
    return (coefficients, inverse)
  }

  /// A = (c/n) 11′ with L = I + c/(n (1 − c)) 11′.
  public static func uniform(_ n: Int, c: Double) -> (coefficients: [[Double]], inverse: [[Double]]) {
    rankOne([Double](repeating: c / Double(n), count: n), [Double](repeating: 1, count: n))
  }

  /// A chain in which each sector buys a power of two of the one before: a_{i,i+1} = 2^−e, l_ij = 2^−e(j−i). Every
  /// operation of an elimination is exact.
  public static func chain(_ n: Int, exponent e: Int) -> (coefficients: [[Double]], inverse: [[Double]]) {
    let power = { (k: Int) in Double(sign: .plus, exponent: -e * k, significand: 1) }
    let coefficients = (0..<n).map { i in (0..<n).map { $0 == i + 1 ? power(1) : 0 } }
    let inverse = (0..<n).map { i in (0..<n).map { $0 >= i ? power($0 - i) : 0 } }
    return (coefficients, inverse)
  }
}
