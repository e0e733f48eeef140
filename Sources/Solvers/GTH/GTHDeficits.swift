import Kernels
import Tables

/// What deficits must be to be used.
enum GTHDeficits {
  /// One for each sector, and what its coefficients leave of one, but for the rounding of both.
  ///
  /// A coefficient that was rounded is off by u, and n of them by no more than n u when they sum to one; a deficit of its
  /// own rounding by less. Twice that is allowed. Larger differences would make another system of it, whose answer has a
  /// residual in this one.
  static func check(_ deficits: [Double], against remainders: [Double], _ sectors: SectorIndex) throws(SolverError) {
    guard deficits.count == sectors.count else { throw .deficitShape(expected: sectors.count, found: deficits.count) }
    try checkSigns(deficits, sectors)
    let allowed = Double(sectors.count + 4) * .ulpOfOne
    for (j, deficit) in deficits.enumerated() where !(abs(deficit - remainders[j]) <= allowed) {
      throw .deficitDisagrees(sector: sectors[j], deficit: deficit, remainder: remainders[j])
    }
  }

  static func checkSigns(_ deficits: [Double], _ sectors: SectorIndex) throws(SolverError) {
    for (j, deficit) in deficits.enumerated() where !(deficit >= 0 && deficit.isFinite) {
      throw .deficitNotUsable(sector: sectors[j], deficit: deficit)
    }
  }
}
