import MatrixCore
import Tables

/// Why a system was not solved. Bad data, unhappy mathematics and missing memory are different cases.
///
/// Indirect, so that every case is one reference: with its payloads side by side Swift 6.3.1 releases the wrong one.
public indirect enum SolverError: Error, Equatable, CustomStringConvertible {
  /// The table's output does not define coefficients.
  case output(CoefficientError)
  /// Rows given as numbers that do not make an n × n matrix.
  case coefficientShape(sectors: Int)
  case labels(LabelError)
  case coefficientNotFinite(row: SectorLabel, column: SectorLabel)
  /// Another program wrote the table's file while it was read.
  case changedMeanwhile
  /// Elimination of a non-negative table met a pivot that is not positive, without a row exchange before it.
  case pivotNotPositive(sector: SectorLabel, pivot: Double)
  /// Elimination met an exactly zero pivot in the column of this sector.
  case singular(sector: SectorLabel)
  /// The zeros of I − A alone make it singular.
  case singularPattern(sectors: Int)
  /// Non-negative demand needs negative output: the table uses more than it makes.
  case notProductive(sector: SectorLabel, value: Double)
  /// The answer is not finite.
  case notFinite(sector: SectorLabel)
  /// An iteration ended before its answer was good enough: how good it was at best, a number from 0 to 1.
  case notConverged(method: String, passes: Int, backwardError: Double)
  /// The scaled residual shows that the answer is not one.
  case residualTooLarge(scaled: Double)
  /// The answer is finite, what it is held against is not.
  case checkOverflows
  case rightHandSideShape(expected: Int, found: Int)
  case rightHandSideNotFinite(row: Int, column: Int)
  /// An X to begin with that is not n × m.
  case startShape(expected: [Int], found: [Int])
  case startNotFinite(row: Int, column: Int)
  /// GTH elimination works on non-negative coefficients only.
  case coefficientNegative(row: SectorLabel, column: SectorLabel)
  /// Deficits of columns that are not one a sector.
  case deficitShape(expected: Int, found: Int)
  /// A deficit that is negative or not a number: the sector's inputs cost more than its output.
  case deficitNotUsable(sector: SectorLabel, deficit: Double)
  /// A deficit that is not what the sector's coefficients leave of one.
  case deficitDisagrees(sector: SectorLabel, deficit: Double, remainder: Double)
  /// A group of sectors, of which this is the last, uses all it makes and adds no value.
  case closedGroup(sector: SectorLabel)
  /// A change of coefficients, or a view of them, that was not accepted.
  case update(UpdateError)
  /// The caller's monitor asked to stop.
  case stopped
  /// A failure of the mathematics with the sectors that cause it.
  case diagnosed(SolverError, ProductivityDiagnosis)
  /// The sparse LU's library is not on this system, or was refused: why.
  case sparseLibraryMissing(reason: String)
  /// More non-zeros, or more fill, than the sparse LU can count.
  case sparseFactorsTooLarge(sectors: Int)
  case memory(MemoryRefusal)
  case allocation(AllocationError)

  public var description: String {
    switch self {
    case .output(let error): "\(error)"
    case .coefficientShape(let n): "the coefficients of \(n) sectors must be \(n) rows of \(n) numbers"
    case .labels(let error): "\(error)"
    case .coefficientNotFinite(let row, let column):
      "the coefficient of row \(row.qualifiedCode), column \(column.qualifiedCode) is not finite"
    case .changedMeanwhile:
      "the table's flows changed while they were read: another program writes their file; wait for it and run again"
    case .pivotNotPositive(let sector, let pivot):
      "the table is not productive: up to sector \(sector) more is used than made (pivot \(pivot)); "
        + "look for columns of A that sum to one or more"
    case .singular(let sector):
      "I − A is singular: elimination stops at sector \(sector); look for sectors that use all they make"
    case .singularPattern(let n):
      "I − A of \(n) sectors is singular by its zeros alone; look for sectors that use all they make"
    case .notProductive(let sector, let value):
      "the table is not productive: meeting this demand needs output \(value) of sector \(sector)"
    case .notFinite(let sector):
      "the solution is not finite at sector \(sector): I − A is singular to working precision, or the demand overflows: give the "
        + "right-hand side in a larger unit"
    case .notConverged(let method, let passes, let backwardError):
      "\(method) stopped after \(passes) passes over A with a componentwise backward error of \(backwardError) at best; "
        + "eliminate instead: --solver lu, or --solver gth where value added is nearly nothing"
    case .residualTooLarge(let scaled): "the scaled residual is \(scaled) (must be under 16): the solution is not trustworthy"
    case .checkOverflows:
      "the solution cannot be checked: numbers near 1.8e308 overflow; give the right-hand side in a larger unit"
    case .rightHandSideShape(let expected, let found): "the right-hand side has \(found) rows; the table has \(expected) sectors"
    case .rightHandSideNotFinite(let row, let column): "the right-hand side is not finite at row \(row), column \(column)"
    case .startShape(let expected, let found):
      "the start is \(found[0]) × \(found[1]); the solution will be \(expected[0]) × \(expected[1])"
    case .startNotFinite(let row, let column): "the start is not finite at row \(row), column \(column)"
    case .coefficientNegative(let row, let column):
      "the coefficient of row \(row.qualifiedCode), column \(column.qualifiedCode) is negative: GTH elimination cannot use "
        + "it, LU can"
    case .deficitShape(let expected, let found):
      "there are \(found) value-added coefficients; the table has \(expected) sectors"
    case .deficitNotUsable(let sector, let deficit):
      "the primary inputs per unit of output of sector \(sector) are \(deficit): GTH elimination needs them finite and not "
        + "negative; LU does not use them"
    case .deficitDisagrees(let sector, let deficit, let remainder):
      "the primary inputs per unit of output of sector \(sector) are given as \(deficit), its coefficients leave "
        + "\(remainder): give all primary inputs of the same table, or none"
    case .closedGroup(let sector):
      "the table is not productive: sector \(sector), alone or with others before it, uses all it makes and adds no value; no "
        + "output meets a demand for it"
    case .update(let error): "\(error)"
    case .stopped: "stopped before the end"
    case .diagnosed(let error, let diagnosis): diagnosis.isProved ? "\(diagnosis)" : "\(error); \(diagnosis)"
    case .sparseLibraryMissing(let reason):
      "no library for the sparse LU (\(reason)): apt install libklu1 (libklu2 on newer systems) or name the file in "
        + "LEONTIEF_SPARSE_LU"
    case .sparseFactorsTooLarge(let n):
      "the sparse factors of \(n) sectors have more than 2147483647 entries: use LU (--solver lu) or an iteration"
    case .memory(let error): "\(error)"
    case .allocation(let error): "\(error)"
    }
  }

  static func reserve(
    _ bytes: Int, of budget: MemoryBudget, for purpose: String, alternative: String? = nil
  ) throws(SolverError) {
    do { try budget.reserve(bytes, for: purpose, alternative: alternative) } catch { throw .memory(error) }
  }
}
