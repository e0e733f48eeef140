extension CoefficientFacts {
  /// Norms and dominance from the row and column sums of |A|, diagonal included, each rounded in any order of summation.
  ///
  /// Left to the caller: signs, the largest magnitude, non-zeros.
  init(magnitudeSums rowSums: [Double], _ columnSums: [Double], diagonal: [Double]) {
    self.init()
    let n = diagonal.count
    for i in 0..<n {
      let (element, rest) = (1 - diagonal[i], -abs(diagonal[i]))
      rowNorm = max(rowNorm, (rowSums[i] + rest) + abs(element))
      columnNorm = max(columnNorm, (columnSums[i] + rest) + abs(element))
      rowsDominate = rowsDominate && Self.dominates(element, rowSums[i], diagonal[i], terms: n)
      columnsDominate = columnsDominate && Self.dominates(element, columnSums[i], diagonal[i], terms: n)
    }
    largestRowSum = rowSums.max() ?? 0
    largestColumnSum = columnSums.max() ?? 0
  }

  /// Whether 1 − a_ii exceeds the exact sum of the other magnitudes. The rounded sum of n is off by at most γ_{n−1} of the
  /// exact one (Higham 2002, section 4.2), the differences by a rounding of their terms each; 6 more cover them and the bound.
  private static func dominates(_ element: Double, _ sum: Double, _ diagonal: Double, terms n: Int) -> Bool {
    let excess = element - (sum - abs(diagonal))
    return excess > RoundingBound.gamma(n + 6) * (sum + abs(diagonal) + abs(element))
  }
}
