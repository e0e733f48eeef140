/// The vectors that were found.
struct ProductivityProofs {
  /// (I − |A|) z > 0 in the orientation that is certified.
  let sums: SolvedSums
  /// wᵀ(I − |A|) > 0.
  let multipliers: SolvedSums

  func matrixClass(_ a: any CoefficientOperator) -> MatrixClass {
    let isProved = sums.proof != nil || multipliers.proof != nil
    guard a.facts.isNonNegative else { return isProved ? .hMatrix : .notAnMMatrix }
    return isProved ? .mMatrix : .unproved
  }

  /// The simplest of the proofs there are.
  func reason(_ a: any CoefficientOperator, failure: String?) -> ProductivityProof {
    if a.facts.isNonNegative, a.facts.columnsDominate { return .columnSums }
    if let origin = sums.proof?.origin ?? multipliers.proof?.origin { return origin }
    return .none(failure ?? "no vector z > 0 was found with (I − |A|) z > 0 beyond rounding")
  }

  /// ‖L‖₁ and ‖L‖∞ of an M-matrix, where they were solved for.
  func inverseColumnNorm(_ a: any CoefficientOperator) -> NumberEnclosure? {
    a.facts.isNonNegative ? multipliers.inverseNorm : nil
  }

  func inverseRowNorm(_ a: any CoefficientOperator, _ orientation: Orientation) -> NumberEnclosure? {
    a.facts.isNonNegative && orientation == .output ? sums.inverseNorm : nil
  }
}
