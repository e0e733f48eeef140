import Kernels
import MatrixCore
import Tables

/// The input coefficients A of a table, with the labels of its sectors.
///
/// Shapes: n × n, row-major. Units: unit of the row per unit of the column's output.
public struct CoefficientMatrix: ~Copyable, Sendable {
  public let sectors: SectorIndex
  public let values: Matrix<Double>
  /// True when no coefficient is negative: I − A is then an M-matrix if the table is productive.
  public let isNonNegative: Bool
  /// ‖I − A‖∞, the largest absolute row sum, and ‖I − A‖₁, the largest absolute column sum.
  public let rowNorm: Double
  public let columnNorm: Double
  /// max |m_ij| of M = I − A.
  public let largestMagnitude: Double
  /// Whether each diagonal element of I − A is positive and proved, rounding included, to be more than the magnitudes
  /// beside it in its row (in its column) add up to. Columns of A that sum to less than one have that.
  public let rowsDominate: Bool
  public let columnsDominate: Bool

  /// Takes A as given. Cost: one pass for the norms. The sizes must agree. Errors: `SolverError` for NaN and infinity.
  public init(sectors: SectorIndex, values: consuming Matrix<Double>) throws(SolverError) {
    precondition(values.rows == sectors.count && values.columns == sectors.count, "A must be n × n")
    let norms = LeontiefNorms(coefficients: values.view)
    if !norms.rows.isFinite, let (row, column) = values.view.firstNonFinite() {
      throw .coefficientNotFinite(row: sectors[row], column: sectors[column])
    }
    self.sectors = sectors
    self.values = values
    isNonNegative = norms.isNonNegative
    rowNorm = norms.rows
    columnNorm = norms.columns
    largestMagnitude = norms.largest
    rowsDominate = norms.rowsDominate
    columnsDominate = norms.columnsDominate
  }

  /// A of a few sectors, row by row; their codes stand in one region, `R`.
  ///
  /// Errors: `SolverError` for codes that are empty or repeated, and rows that do not make a square of that size.
  public init(codes: [String], rows: [[Double]]) throws(SolverError) {
    let n = codes.count
    guard rows.count == n, rows.allSatisfy({ $0.count == n }) else { throw .coefficientShape(sectors: n) }
    let sectors: SectorIndex
    do {
      sectors = try SectorIndex(codes.map { SectorLabel(region: "R", code: $0, name: $0) })
    } catch { throw .labels(error) }
    let values: Matrix<Double>
    do { values = try Matrix(rows) } catch { throw .allocation(error) }
    try self.init(sectors: sectors, values: values)
  }

  /// A = Z x̂⁻¹ of a table; the columns of inactive sectors are zero, which is exact.
  ///
  /// Cost: one pass. Memory: n² doubles. Errors: `SolverError` for output that is missing, negative without leave, or zero
  /// with inputs, and for memory.
  public init(
    _ table: borrowing InputOutputTable, negativeOutput: NegativeOutput = .refused, on engine: Engine,
    budget: MemoryBudget = .unlimited
  ) throws(SolverError) {
    let n = table.sectorCount
    try SolverError.reserve(
      MemoryBudget.bytes(rows: n, columns: n), of: budget.holding(table.allocatedBytes),
      for: "the coefficient matrix of \(n) sectors")
    let scale: [Double]
    switch table.transactionsKind {
    case .coefficients: scale = [Double](repeating: 1, count: n)
    case .flows: do { scale = try table.inverseOutput(negativeOutput: negativeOutput) } catch { throw .output(error) }
    }
    var values: Matrix<Double>
    do { values = try Matrix<Double>(rows: n, columns: n) } catch { throw .allocation(error) }
    var target = values.mutableView
    engine.columnScaled(table.transactions.view, by: scale, into: &target)
    try self.init(sectors: table.sectors, values: values)
  }
}
