import MatrixCore
import Tables

/// Why a system was not solved. Bad data, unhappy mathematics and missing memory are different cases.
public enum SolverError: Error, Equatable, CustomStringConvertible {
  /// The table's output does not define coefficients.
  case output(CoefficientError)
  /// Rows given as numbers that do not make an n × n matrix.
  case coefficientShape(sectors: Int)
  case labels(LabelError)
  case coefficientNotFinite(row: SectorLabel, column: SectorLabel)
  /// Elimination of a non-negative table met a pivot that is not positive, without a row exchange before it.
  case pivotNotPositive(sector: SectorLabel, pivot: Double)
  /// Elimination met an exactly zero pivot in the column of this sector.
  case singular(sector: SectorLabel)
  /// Non-negative demand needs negative output: the table uses more than it makes.
  case notProductive(sector: SectorLabel, value: Double)
  /// The answer is not finite.
  case notFinite(sector: SectorLabel)
  /// An iteration ended before its answer was good enough: how good it was.
  case notConverged(method: String, passes: Int, backwardError: Double)
  /// The scaled residual shows that the answer is not one.
  case residualTooLarge(scaled: Double)
  case rightHandSideShape(expected: Int, found: Int)
  case rightHandSideNotFinite(row: Int, column: Int)
  /// A change of coefficients, or a view of them, that was not accepted.
  case update(UpdateError)
  /// The caller's monitor asked to stop.
  case stopped
  case memory(MemoryRefusal)
  case allocation(AllocationError)

  public var description: String {
    switch self {
    case .output(let error): "\(error)"
    case .coefficientShape(let n): "the coefficients of \(n) sectors must be \(n) rows of \(n) numbers"
    case .labels(let error): "\(error)"
    case .coefficientNotFinite(let row, let column):
      "the coefficient of row \(row.qualifiedCode), column \(column.qualifiedCode) is not finite"
    case .pivotNotPositive(let sector, let pivot):
      "the table is not productive: up to sector \(sector) more is used than made (pivot \(pivot)); "
        + "look for columns of A that sum to one or more"
    case .singular(let sector):
      "I − A is singular: elimination stops at sector \(sector); look for sectors that use all they make"
    case .notProductive(let sector, let value):
      "the table is not productive: meeting this demand needs output \(value) of sector \(sector)"
    case .notFinite(let sector):
      "the solution is not finite at sector \(sector): I − A is singular to working precision, or the demand overflows"
    case .notConverged(let method, let passes, let backwardError):
      "\(method) stopped after \(passes) passes over A with a componentwise backward error of \(backwardError); "
        + "the table is nearly unproductive or not at all: use LU (--solver lu)"
    case .residualTooLarge(let scaled): "the scaled residual is \(scaled) (must be under 16): the solution is not trustworthy"
    case .rightHandSideShape(let expected, let found): "the right-hand side has \(found) rows; the table has \(expected) sectors"
    case .rightHandSideNotFinite(let row, let column): "the right-hand side is not finite at row \(row), column \(column)"
    case .update(let error): "\(error)"
    case .stopped: "stopped before the end"
    case .memory(let error): "\(error)"
    case .allocation(let error): "\(error)"
    }
  }

  static func reserve(_ bytes: Int, of budget: MemoryBudget, for purpose: String) throws(SolverError) {
    do { try budget.reserve(bytes, for: purpose) } catch { throw .memory(error) }
  }
}
