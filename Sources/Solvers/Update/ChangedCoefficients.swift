import Kernels
import MatrixCore
import Tables

/// A' = A with some rows and columns replaced, without a copy of A.
///
/// Products are A's with the elements of X that meet replaced columns set to zero, then the new lines: nothing is added and
/// taken away again, so that |A'| is exact and an extracted sector leaves exact zeros. Cost: a pass over A and the new lines.
/// Memory: kn doubles for k new lines, none for lines of zeros.
public final class ChangedCoefficients: CoefficientOperator {
  public let base: any CoefficientOperator
  /// Norms and dominance are of A', from two products |A'| 1. `largestMagnitude` is a bound from above, and `isNonNegative`
  /// may be false though the last negative coefficient has been replaced; `nonZeros` is exact.
  public let facts: CoefficientFacts
  public let diagonal: [Double]
  private let lines: ReplacedCross

  /// Applies a change. Cost: the lines of the change, and two passes over A. Errors: `SolverError.update`, memory.
  public convenience init(
    _ base: any CoefficientOperator, changing change: CoefficientChange, on engine: Engine,
    budget: MemoryBudget = .unlimited
  ) throws(SolverError) {
    try self.init(base, LineEdits.make(change, of: base, on: engine, budget: budget), on: engine)
  }

  init(_ base: any CoefficientOperator, _ edits: borrowing LineEdits, on engine: Engine) throws(SolverError) {
    self.base = base
    do {
      lines = try ReplacedCross(edits)
      diagonal = lines.diagonal(of: base)
      facts = try lines.facts(of: base, edits, diagonal, on: engine)
    } catch { throw .allocation(error) }
  }

  /// For reading elements alone: the facts are not those of A'.
  init(_ base: any CoefficientOperator, _ edits: borrowing LineEdits, unmeasured: Void) throws(SolverError) {
    self.base = base
    do { lines = try ReplacedCross(edits) } catch { throw .allocation(error) }
    (diagonal, facts) = (lines.diagonal(of: base), CoefficientFacts())
  }

  public var sectors: SectorIndex { base.sectors }
  public var allocatedBytes: Int { MemoryBudget.sum(base.allocatedBytes, lines.allocatedBytes) }
  public var bytesPerPass: Int { MemoryBudget.sum(base.bytesPerPass, lines.allocatedBytes) }

  /// The rows and columns that are not A's.
  public var rowPositions: [Int] { lines.rows.positions }
  public var columnPositions: [Int] { lines.columns.positions }

  /// a'_ij of a replaced column; nil where A's own column stands.
  func elementOfColumn(_ j: Int, row i: Int) -> Double? { lines.columns.element(j, i) }

  @_lifetime(c: copy c)
  public func multiply(
    _ alpha: Double, lines part: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    let step = ReplacedProduct(
      base: base, alpha: alpha, beta: beta, lines: part, orientation: orientation, magnitudes: magnitudes, engine: engine)
    try lines.multiply(step, x, into: &c)
  }

  @_lifetime(b: copy b)
  public func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    base.copy(rows: rows, columns: columns, into: &b, on: engine)
    lines.overwrite(rows: rows, columns: columns, in: &b) { _, value in value }
  }

  @_lifetime(m: copy m)
  public func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine) {
    base.formIdentityMinus(into: &m, on: engine)
    lines.overwrite(rows: 0..<count, columns: 0..<count, in: &m) { isDiagonal, value in (isDiagonal ? 1 : 0) - value }
  }
}
