import Kernels
import MatrixCore

/// Whether an elimination without row exchanges kept its elements small, which is what its accuracy rests on.
enum GrowthCheck {
  /// max |u_ij| ≤ 2 max |m_ij|, the bound for a dominant M, up to the rounding of n steps. False for NaN. Cost: one pass
  /// over the factors on all threads; where L has larger elements, one over U.
  static func holds(_ factors: borrowing Matrix<Double>, largest: Double, on engine: Engine) -> Bool {
    let limit = 2 * largest * (1 + Double(factors.rows) * .ulpOfOne)
    return engine.maximumNorm(factors.view) <= limit || isUpperWithin(limit, factors)
  }

  private static func isUpperWithin(_ limit: Double, _ factors: borrowing Matrix<Double>) -> Bool {
    let n = factors.rows
    for j in 0..<n {
      let column = factors.view.column(j)
      var isWithin = true
      // No early end: without a branch an element, the loop takes several at a time.
      for i in 0...j { isWithin = (abs(column[i]) <= limit) && isWithin }
      guard isWithin else { return false }
    }
    return true
  }
}
