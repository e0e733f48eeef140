import Kernels
import MatrixCore
import Tables

/// The input coefficients A in compressed rows, and, from the first question about columns on, in compressed columns.
///
/// Shapes: n × n. Units: unit of the row per unit of the column's output. Cost: 12 bytes a non-zero and 8 a row, twice.
public final class SparseCoefficients: CoefficientOperator {
  public let sectors: SectorIndex
  public let facts: CoefficientFacts
  public let diagonal: [Double]
  /// A itself.
  public let rows: SparseMatrix<Double>
  private let columns = MadeOnce<SparseMatrix<Double>>()
  private let rowMagnitudes = MadeOnce<SparseMatrix<Double>>()
  private let columnMagnitudes = MadeOnce<SparseMatrix<Double>>()

  /// Takes A as given. Cost: one pass over the non-zeros. The sizes must agree. Errors: `SolverError` for NaN and infinity.
  public init(sectors: SectorIndex, values: SparseMatrix<Double>, on engine: Engine) throws(SolverError) {
    precondition(values.rows == sectors.count && values.columns == sectors.count, "A must be n × n")
    let scan = engine.scan(values)
    facts = try CoefficientFacts(scan, of: sectors) { values.firstNonFinite() }
    diagonal = scan.diagonal
    self.sectors = sectors
    rows = values
  }

  /// The non-zeros of a dense A. Cost: two passes over it. Errors: as above, and memory.
  public convenience init(
    sectors: SectorIndex, dense: MatrixView<Double>, on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(SolverError) {
    try self.init(sectors: sectors, values: try Self.compress(dense, nil, on: engine, budget), on: engine)
  }

  /// The non-zeros of A = Z x̂⁻¹ of a table. Cost: two passes over Z.
  ///
  /// Errors: `SolverError` for output that is missing, negative without leave, or zero with inputs, and for memory.
  public convenience init(
    _ table: borrowing InputOutputTable, negativeOutput: NegativeOutput = .refused, on engine: Engine,
    budget: MemoryBudget = .unlimited
  ) throws(SolverError) {
    let scale = try CoefficientMatrix.scale(of: table, negativeOutput)
    let values = try Self.compress(
      table.transactions.view, scale, on: engine, budget.holding(table.allocatedBytes))
    try self.init(sectors: table.sectors, values: values, on: engine)
  }

  static func compress(
    _ dense: MatrixView<Double>, _ scale: [Double]?, on engine: Engine, _ budget: MemoryBudget
  ) throws(SolverError) -> SparseMatrix<Double> {
    try engine.compressRows(dense, columns: scale, whenChanged: SolverError.changedMeanwhile) { (nonZeros) throws(SolverError) in
      try SolverError.reserve(
        bytes(sectors: dense.rows, nonZeros: nonZeros), of: budget,
        for: "the \(nonZeros) coefficients of \(dense.rows) sectors that are not zero")
    }
  }

  /// Bytes of A by rows and by columns.
  public static func bytes(sectors n: Int, nonZeros: Int) -> Int {
    let (entries, tooMany) = nonZeros.multipliedReportingOverflow(by: 24)
    return tooMany ? .max : MemoryBudget.sum(entries, 16, MemoryBudget.bytes(rows: n, columns: 2))
  }

  /// A by rows and by columns, whether it was asked for columns already or not; magnitudes of negative coefficients, too.
  public var allocatedBytes: Int {
    let both = Self.bytes(sectors: count, nonZeros: rows.nonZeros)
    return facts.isNonNegative ? both : MemoryBudget.sum(both, MemoryBudget.bytes(rows: rows.nonZeros, columns: 2))
  }

  public var bytesPerPass: Int { rows.allocatedBytes }

  @_lifetime(c: copy c)
  public func multiply(
    _ alpha: Double, lines: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    let matrix = stored(orientation, magnitudes: magnitudes && !facts.isNonNegative)
    engine.multiply(alpha, sparse: matrix, rows: lines, x, plus: beta, into: &c)
  }

  /// The matrix whose rows are the lines of an orientation.
  private func stored(_ orientation: Orientation, magnitudes: Bool) -> SparseMatrix<Double> {
    switch (orientation, magnitudes) {
    case (.output, false): rows
    case (.output, true): rowMagnitudes.value { rows.magnitudes }
    case (.transposed, false): columns.value { rows.transposed() }
    case (.transposed, true): columnMagnitudes.value { columns.value { rows.transposed() }.magnitudes }
    }
  }

  @_lifetime(b: copy b)
  public func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    b.fill(0)
    self.rows.forEach(in: rows, columns) { b[$0 - rows.lowerBound, $1 - columns.lowerBound] = $2 }
  }

  @_lifetime(m: copy m)
  public func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine) {
    m.fill(0)
    for i in 0..<count { m[i, i] = 1 }
    rows.forEach(in: 0..<count, 0..<count) { m[$0, $1] = ($0 == $1 ? 1 : 0) - $2 }
  }
}
