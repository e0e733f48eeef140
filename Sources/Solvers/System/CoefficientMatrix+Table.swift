import Kernels
import MatrixCore
import Tables

extension CoefficientMatrix {
  /// A = Z x̂⁻¹ of a table; the columns of inactive sectors are zero, which is exact.
  ///
  /// `cut`: sectors that buy nothing, whatever the table says; their columns are zero, too. Cost: two passes. Memory: n²
  /// doubles, and floats as above. Errors: `SolverError` for output that is missing, negative without leave, or zero with inputs,
  /// for memory, and for a monitor that stops.
  public convenience init(
    _ table: borrowing InputOutputTable, withoutInputsOf cut: [Int] = [], negativeOutput: NegativeOutput = .refused,
    alsoSingle: Bool = false, on engine: Engine, budget: MemoryBudget = .unlimited, monitor: WorkMonitor = .none
  ) throws(SolverError) {
    let n = table.sectorCount
    try SolverError.reserve(
      MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: n), alsoSingle ? SingleMatrix.bytes(sectors: n) : 0),
      of: budget.holding(table.allocatedBytes),
      for: "the coefficient matrix of \(n) sectors")
    let (factors, inactive) = try Self.scaleOfActive(table, negativeOutput)
    var scale = factors ?? [Double](repeating: 1, count: n)
    for j in cut { scale[j] = 0 }
    var values: Matrix<Double>
    do { values = try Matrix<Double>(rows: n, columns: n) } catch { throw .allocation(error) }
    var target = values.mutableView
    engine.columnScaled(table.transactions.view, by: scale, into: &target)
    try self.init(
      sectors: table.sectors, values: values, scale: nil, inactive: inactive, alsoSingle: alsoSingle, on: engine,
      monitor: monitor)
  }

  /// x̂⁻¹; nil for a table of coefficients.
  static func scale(
    of table: borrowing InputOutputTable, _ negativeOutput: NegativeOutput
  ) throws(SolverError) -> [Double]? {
    switch table.transactionsKind {
    case .coefficients: return nil
    case .flows: do { return try table.inverseOutput(negativeOutput: negativeOutput) } catch { throw .output(error) }
    }
  }
}
