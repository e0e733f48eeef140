import MatrixCore

/// The checks of a table: findings, balances and counts.
///
/// Nothing is repaired. A finding of severity error means that coefficients cannot be formed; warnings and notes travel
/// with the results. Cost: one pass over the flows and one over each smaller array, no copy of either.
/// Reference: the edge-case policy of the methods reference, section 1.4.
public struct TableValidation: Sendable, Equatable {
  /// Errors first, each severity in the order of `TableFinding.Kind`.
  public let findings: [TableFinding]
  public let balance: BalanceReport
  /// Sectors without output, inputs and value added, and without uses other than the rounding that the findings report.
  public let inactiveSectors: [Int]
  public let negatives: NegativeCounts
  /// Column sums of A; nil when output is missing or unusable.
  public let coefficientColumnSums: [Double]?
  /// Share of the flows (or coefficients) that are not zero; 0 of none.
  public let density: Double

  /// How many elements are below zero.
  public struct NegativeCounts: Sendable, Equatable {
    public let transactions: Int
    public let finalDemand: Int
    /// nil when the table has no such vector.
    public let output: Int?
    public let valueAdded: Int?
  }

  /// A median relative residual up to this needs no remark; above it is a warning. Single-unit rounding of published tables
  /// stays below it except where sectors are tiny.
  public static let balanceTolerance = 1e-5
  /// A median or total relative residual above this refuses the table: its parts do not belong together.
  public static let balanceLimit = 1e-1
  /// Outputs below this share of the largest are remarked on: their coefficients are quotients of rounding errors.
  public static let tinyOutputShare = 1e-12
  /// Total value added below this share of total output is remarked on.
  public static let smallValueAddedShare = 1e-3

  public init(
    of table: borrowing InputOutputTable, negativeOutput: NegativeOutput = .refused, imbalance: GrossImbalance = .refused,
    on loop: ParallelLoop = .serial
  ) {
    let flows = FlowScan(table.transactions.view, on: loop)
    let demand = FlowScan(table.finalDemand.view, on: loop)
    var checks = TableChecks(table, flows: flows, demand: demand)
    checks.checkFinite(table)
    if checks.findings.isEmpty { checks.checkEconomics(table, negativeOutput, imbalance) }
    findings = checks.findings.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    balance = checks.balance
    inactiveSectors = checks.inactiveSectors
    coefficientColumnSums = checks.coefficientColumnSums
    negatives = NegativeCounts(
      transactions: flows.negativeCount, finalDemand: demand.negativeCount,
      output: table.output.map { $0.count { $0 < 0 } }, valueAdded: table.valueAdded.map { $0.count { $0 < 0 } })
    let cells = table.sectorCount * table.sectorCount
    density = cells == 0 ? 0 : Double(flows.nonZeroCount) / Double(cells)
  }

  /// True when no finding is an error.
  public var isUsable: Bool { !findings.contains { $0.severity == .error } }

  /// The findings of one kind; at most a few.
  public func findings(of kind: TableFinding.Kind) -> [TableFinding] { findings.filter { $0.kind == kind } }
}
