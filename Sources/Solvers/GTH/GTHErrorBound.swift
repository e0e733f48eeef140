/// The relative error of the components of an answer by GTH elimination, for right-hand sides of one sign.
///
/// Every cofactor of I − A, and its determinant, is a sum of products of off-diagonal coefficients and deficits without a
/// minus sign (the matrix-tree theorem). So k roundings of each number of a system of m sectors and its right-hand side
/// change a component of the answer by 2mk roundings at most, k for each of the m factors above and below the fraction
/// line. Eliminating one sector rounds the numbers of the remaining system six times: the compensated sum of the pivot
/// (twice), the division by it, the product, its addition, and the addition of the sum of a block of products. Because all
/// terms have one sign, an addition that joins several products is no more than one rounding of the latest of them. Summed
/// over m = n − 1 … 1 this is 6n². Substitution back adds one rounding for each of the n − k terms of a sum, n²/2 in all, and
/// four for each pivot.
/// Published bounds, as 14 n³ u for the factors, are larger because plain sums make their pivots. Observed errors are below
/// n u. Underflow is not covered.
/// References: Alfa, Xue, Ye (2002), Numer. Math. 90, 401-414, for the perturbation; O'Cinneide (1996), Numer. Math. 73,
/// 507-519, for the method of proof; Dailey, Dopico, Ye (2014), SIAM J. Matrix Anal. Appl. 35, 904-930.
enum GTHErrorBound {
  /// γ_K for K = 7n² + 4n roundings, n sectors.
  static func relativeError(sectors n: Int) -> Double {
    let (squares, overflow) = n.multipliedReportingOverflow(by: 7 * n + 4)
    return overflow ? .infinity : RoundingBound.gamma(squares)
  }
}
