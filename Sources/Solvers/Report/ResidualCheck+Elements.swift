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

  private func weight(_ i: Int, _ j: Int, _ x: MatrixView<Double>, _ y: MatrixView<Double>, _ shares: [Double]) -> Double {
    weights[i, j] + shares[i] * abs(x[i, j]) + abs(y[i, j])
  }
}
