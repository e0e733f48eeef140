import MatrixCore

// The last measurement element by element, of X and Y as they were then.
extension ResidualCheck {
  /// R ← 0 where it is at most `share` of its weight.
  ///
  /// A correction gains a share of the largest element of R, which of a good answer is rounding. Without it the correction sees
  /// what small sectors lack. Cost: a pass over X, Y and R.
  mutating func leaveOut(
    upTo share: Double, _ coefficients: any CoefficientOperator, x: MatrixView<Double>, y: MatrixView<Double>
  ) {
    let shares = Self.shares(coefficients)
    for j in 0..<x.columns {
      for i in 0..<x.rows where abs(residual[i, j]) <= share * weight(i, j, x, y, shares) { residual[i, j] = 0 }
    }
  }

  /// The sectors of each column that nobody may have reached: they have no demand, and no output, or one of which nothing is
  /// right. Cost: as above.
  func suspects(_ coefficients: any CoefficientOperator, x: MatrixView<Double>, y: MatrixView<Double>) -> [[Int]] {
    let shares = Self.shares(coefficients)
    return (0..<x.columns).map { j in
      (0..<x.rows).filter { i in
        y[i, j] == 0 && (x[i, j] == 0 || abs(residual[i, j]) > Self.wrong * weight(i, j, x, y, shares))
      }
    }
  }

  /// A residual of more than this share of its weight: circuits of gains up to 0.98 that nobody reached leave as much.
  private static let wrong = 0.01

  private func weight(_ i: Int, _ j: Int, _ x: MatrixView<Double>, _ y: MatrixView<Double>, _ shares: [Double]) -> Double {
    weights[i, j] + shares[i] * abs(x[i, j]) + abs(y[i, j])
  }
}
