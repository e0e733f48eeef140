import MatrixCore

/// A labelled input-output table.
///
/// Shapes: n sectors in `sectors`; `transactions` n × n, rows sell, columns buy; `finalDemand` n × c with a column for
/// each of `demand` (c may be 0); `output` n; rows of primary inputs and satellites n wide.
/// Units: `metadata.unit` for all money; satellites their own.
/// The table owns its matrices and cannot be copied by accident.
public struct InputOutputTable: ~Copyable, Sendable {
  /// What `transactions` holds.
  public enum Transactions: String, Sendable {
    /// Intermediate flows Z, money.
    case flows
    /// Input coefficients A, ratios: some sources publish nothing else.
    case coefficients
  }

  public var sectors: SectorIndex
  public var transactionsKind: Transactions
  public var transactions: Matrix<Double>
  public var demand: [DemandCategory]
  public var finalDemand: Matrix<Double>
  /// Gross output x; nil only in a table of coefficients without output.
  public var output: [Double]?
  /// Value added at basic prices; nil when the source has none.
  public var valueAdded: [Double]?
  /// Primary-input rows other than value added (imports, taxes, margins), and satellites.
  public var rows: [NamedRows]
  public var metadata: TableMetadata

  /// Joins the parts. The caller guarantees that the shapes agree; readers check them with sentences, this init traps.
  public init(
    sectors: SectorIndex, transactionsKind: Transactions = .flows, transactions: consuming Matrix<Double>,
    demand: [DemandCategory], finalDemand: consuming Matrix<Double>, output: [Double]?, valueAdded: [Double]?,
    rows: [NamedRows] = [], metadata: TableMetadata = TableMetadata()
  ) {
    let n = sectors.count
    precondition(transactions.rows == n && transactions.columns == n, "transactions must be n × n")
    precondition(finalDemand.rows == n && finalDemand.columns == demand.count, "final demand must be n × categories")
    precondition(output.map { $0.count == n } ?? true, "output must have n elements")
    precondition(valueAdded.map { $0.count == n } ?? true, "value added must have n elements")
    precondition(rows.allSatisfy { $0.values.count == $0.rowCount * n }, "rows must be n wide")
    self.sectors = sectors
    self.transactionsKind = transactionsKind
    self.transactions = transactions
    self.demand = demand
    self.finalDemand = finalDemand
    self.output = output
    self.valueAdded = valueAdded
    self.rows = rows
    self.metadata = metadata
  }

  /// n, the number of rows.
  public var sectorCount: Int { sectors.count }

  /// Bytes of memory the table holds; mapped files do not count.
  public var allocatedBytes: Int {
    let vectors = (output?.count ?? 0) + (valueAdded?.count ?? 0) + rows.reduce(0) { $0 + $1.values.count }
    return transactions.allocatedBytes + finalDemand.allocatedBytes + vectors * MemoryLayout<Double>.stride
  }

  /// y = Y1, the row sums of final demand.
  public var totalFinalDemand: [Double] { finalDemand.view.rowSums() }

  /// The transactions alone, without a copy.
  public consuming func takeTransactions() -> Matrix<Double> { transactions }

  /// The rows of that name.
  public func rows(named name: String) -> NamedRows? { rows.first { $0.name == name } }
}
