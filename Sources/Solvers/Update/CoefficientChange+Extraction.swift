import Kernels
import MatrixCore
import Tables

/// What a hypothetical extraction takes away.
public enum ExtractionVariant: String, Sendable, CaseIterable {
  /// Rows and columns of A: the sectors neither buy nor sell inputs.
  case total
  /// Columns: they buy no inputs.
  case backward
  /// Rows: they sell no inputs.
  case forward
}

/// Whether extracted sectors go on using each other's and their own products.
public enum OwnUse: String, Sendable, CaseIterable {
  case removed
  case kept
}

extension CoefficientChange {
  /// Extracts sectors: their rows, columns or both become zero. With `OwnUse.kept` the block among them stays (A^{/s} of the
  /// literature on trade for the rows of a region).
  ///
  /// Final demand is the caller's: a total extraction usually drops that of the extracted sectors, too.
  /// Reference: Miller and Blair (2009), section 12.2.5; Los, Timmer and de Vries (2016) for the rows of a region.
  public mutating func extract(
    _ extracted: [Int], _ variant: ExtractionVariant, ownUse: OwnUse = .removed
  ) throws(UpdateError) {
    let kept: Set<Int> = ownUse == .kept ? Set(extracted) : []
    for sector in extracted {
      if variant != .backward { try change(.row(sector), to: .extraction(keeping: kept)) }
      if variant != .forward { try change(.column(sector), to: .extraction(keeping: kept)) }
    }
  }

  /// Moves a share of what users buy of one sector to another: import substitution where the two are the same industry
  /// abroad and at home.
  ///
  /// Shapes: `users` lists the buying sectors; nil for all. `share` from 0 to 1 is the part that moves; others are allowed.
  /// Cost: one row of A. Errors: sectors, NaN, memory.
  public mutating func substitute(
    _ share: Double, of supplier: Int, by other: Int, users: [Int]? = nil, in coefficients: any CoefficientOperator,
    on engine: Engine
  ) throws(SolverError) {
    var moved: [Double]
    do throws(UpdateError) {
      guard coefficients.sectors == sectors else {
        throw UpdateError.otherSectors(expected: coefficients.count, found: sectors.count)
      }
      for sector in [supplier, other] + (users ?? []) { try check(sector) }
      guard supplier != other else { throw UpdateError.sectorsRepeated(sector: sectors[other]) }
    } catch { throw .update(error) }
    do { moved = try coefficients.row(supplier, on: engine) } catch { throw .allocation(error) }
    let isUser = users.map(Set.init)
    for j in moved.indices { moved[j] = isUser?.contains(j) ?? true ? moved[j] * share : 0 }
    do throws(UpdateError) {
      try change(.row(supplier), to: .deltas(moved.map { -$0 }))
      try change(.row(other), to: .deltas(moved))
    } catch { throw .update(error) }
  }
}
