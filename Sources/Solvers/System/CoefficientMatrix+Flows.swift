import Kernels
import MatrixCore
import Tables

extension CoefficientMatrix {
  /// A = Z x̂⁻¹ of a table that is not needed any more: its flows are kept as they are, in memory or in their file.
  ///
  /// Cost: one pass over them, in order. Memory: n² floats when A is wanted in single precision, n² doubles for flows that
  /// are stored by columns. Errors: as above.
  public convenience init(
    flowsOf table: consuming InputOutputTable, negativeOutput: NegativeOutput = .refused, alsoSingle: Bool = false,
    on engine: Engine, budget: MemoryBudget = .unlimited, monitor: WorkMonitor = .none
  ) throws(SolverError) {
    let n = table.sectorCount
    let copy = Self.bytesCopied(of: table)
    try SolverError.reserve(
      MemoryBudget.sum(copy, alsoSingle ? SingleMatrix.bytes(sectors: n) : 0), of: budget.holding(table.allocatedBytes),
      for: copy == 0 ? "A of \(n) sectors in single precision" : "copying the flows of \(n) sectors from columns to rows",
      alternative: copy == 0 ? "iterate in double precision (--solver auto does), which copies nothing" : nil)
    let (scale, inactive) = try Self.scaleOfActive(table, negativeOutput)
    let sectors = table.sectors
    var values = table.takeTransactions()
    if copy > 0 { do { values = try Matrix(copying: values.view) } catch { throw .allocation(error) } }
    try self.init(
      sectors: sectors, values: values, scale: scale, inactive: inactive, alsoSingle: alsoSingle, on: engine,
      monitor: monitor)
  }

  /// Bytes of the copy that is made of a table's flows: none where they are stored by rows.
  public static func bytesCopied(of table: borrowing InputOutputTable) -> Int {
    table.transactions.layout == .rowMajor ? 0 : MemoryBudget.bytes(rows: table.sectorCount, columns: table.sectorCount)
  }

  /// Factors of the columns, and the sectors whose columns must be zero: those have the factor one, so that the pass over the
  /// flows that is made anyway shows whether they are.
  static func scaleOfActive(
    _ table: borrowing InputOutputTable, _ negativeOutput: NegativeOutput
  ) throws(SolverError) -> (scale: [Double]?, inactive: [Int]) {
    guard table.transactionsKind == .flows else { return (nil, []) }
    var scale: [Double]
    do { scale = try table.inverseOutputOfActive(negativeOutput: negativeOutput) } catch { throw .output(error) }
    let inactive = scale.indices.filter { scale[$0] == 0 }
    for j in inactive { scale[j] = 1 }
    return (scale, inactive)
  }
}
