import Kernels
import Tables

extension CoefficientFacts {
  /// The elements of I − A are those a computer holds: off the diagonal A's, on it rounded once. A NaN or an infinity in A
  /// makes the row norm NaN.
  public init(_ scan: CoefficientScan) {
    let n = scan.diagonal.count
    isNonNegative = scan.least >= 0
    nonZeros = scan.nonZeros
    largestMagnitude = scan.largest
    for i in 0..<n {
      let (element, row, column) = (scan.diagonal[i], scan.rowSums[i], scan.columnSums[i])
      let diagonal = 1 - element
      largestMagnitude = max(largestMagnitude, abs(diagonal))
      rowsDominate = rowsDominate && Self.dominates(diagonal, row, terms: n)
      columnsDominate = columnsDominate && Self.dominates(diagonal, column, terms: n)
      largestRowSum = max(largestRowSum, row + abs(element))
      largestColumnSum = max(largestColumnSum, column + abs(element))
      columnNorm = max(columnNorm, column + abs(diagonal))
      // A NaN anywhere in the row makes its sum NaN, which `max` would drop.
      let norm = row + abs(diagonal)
      rowNorm = norm.isFinite && rowNorm.isFinite ? max(rowNorm, norm) : .nan
    }
  }

  /// The facts of coefficients that are all finite; only when a sum is not, `firstNonFinite` is asked which one is to blame.
  /// Errors: that coefficient by its sectors.
  init(
    _ scan: CoefficientScan, of sectors: SectorIndex, firstNonFinite: () -> (row: Int, column: Int)?
  ) throws(SolverError) {
    self.init(scan)
    guard !rowNorm.isFinite, let (row, column) = firstNonFinite() else { return }
    throw .coefficientNotFinite(row: sectors[row], column: sectors[column])
  }

  /// Whether `diagonal` exceeds a sum of less than n magnitudes, of which `sum` is the value after rounding.
  ///
  /// The exact sum is at most (1 + γ_{n−2}) times the rounded one (Higham 2002, section 4.2); two more terms cover the
  /// rounding of the bound itself.
  static func dominates(_ diagonal: Double, _ sum: Double, terms n: Int) -> Bool {
    diagonal > sum * (1 + RoundingBound.gamma(n + 2))
  }
}
