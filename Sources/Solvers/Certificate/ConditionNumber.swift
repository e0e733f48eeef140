import MatrixCore

/// κ₁ = ‖I − A‖₁‖L‖₁.
///
/// For an M-matrix ‖L‖₁ is the largest element of m with (I − A)ᵀ m = 1, and m is enclosed by what proves it positive.
struct ConditionNumber {
  let inverseColumnNorm: NumberEnclosure?
  private(set) var value: NumberEnclosure?
  private(set) var isEstimate = false

  /// From an enclosure of ‖L‖₁, if there is one.
  init(_ inverseColumnNorm: NumberEnclosure?, _ a: any CoefficientOperator) {
    self.inverseColumnNorm = inverseColumnNorm
    value = inverseColumnNorm.map { Self.columnNorm(a) * $0 }
  }

  /// Takes an estimate of ‖L‖₁, which is a lower bound but for rounding.
  mutating func estimate(_ inverseNorm: Double?, _ a: any CoefficientOperator) {
    guard let inverseNorm else { return }
    isEstimate = true
    let kappa = a.facts.columnNorm * inverseNorm
    value = NumberEnclosure(kappa, lower: 0, upper: .infinity)
  }

  /// ‖I − A‖₁: the rounding of sums, and that of elements of A that are products, which counts where 1 − a_jj cancels.
  private static func columnNorm(_ a: any CoefficientOperator) -> NumberEnclosure {
    let norm = a.facts.columnNorm
    let largest = a.elementRoundings == 0 ? 0 : a.diagonal.reduce(0) { max($0, abs($1)) }
    let radius =
      (norm * RoundingBound.gamma(a.count + 6 + a.elementRoundings)
      + largest * RoundingBound.gamma(a.elementRoundings)).nextUp
    return NumberEnclosure(norm, lower: max(0, (norm - radius).nextDown), upper: (norm + radius).nextUp)
  }
}
