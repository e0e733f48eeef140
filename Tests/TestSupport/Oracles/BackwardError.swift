import MatrixCore

/// The componentwise backward error of answers of (I − A) X = Y or its transpose, with residuals in twice the precision.
///
/// max |r|ᵢ / (|I − A||x| + |y|)ᵢ (Oettli and Prager 1964); 0 where both are, infinite where only the divisor is. NaN for
/// answers that are not finite.
public enum BackwardError {
  public static func componentwise(
    _ a: [[Double]], isTransposed: Bool = false, _ x: MatrixView<Double>, _ y: MatrixView<Double>
  ) -> Double {
    var worst = 0.0
    for j in 0..<x.columns {
      for i in 0..<x.rows {
        let (residual, size) = line(i, a, isTransposed, x, y, j)
        guard residual.isFinite, size.isFinite else { return .nan }
        if residual != 0 { worst = max(worst, residual / size) }
      }
    }
    return worst
  }

  private static func line(
    _ i: Int, _ a: [[Double]], _ isTransposed: Bool, _ x: MatrixView<Double>, _ y: MatrixView<Double>, _ j: Int
  ) -> (residual: Double, size: Double) {
    var residual = AccurateProduct()
    residual.add(y[i, j], 1)
    residual.add(x[i, j], -1)
    var size = abs(y[i, j])
    for k in 0..<x.rows {
      let element = isTransposed ? a[k][i] : a[i][k]
      residual.add(element, x[k, j])
      size += abs((k == i ? 1 : 0) - element) * abs(x[k, j])
    }
    return (abs(residual.value), size)
  }
}
