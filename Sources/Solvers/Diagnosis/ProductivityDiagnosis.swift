import Kernels
import MatrixCore
import Tables

/// Why a table has no productive answer, by the names of sectors: negative coefficients, columns that sum to one or more, and
/// sectors that use each other up.
///
/// The last is a proof where it says so: for A ≥ 0, a strong component with spectral radius one or more has no vector
/// z > 0 with (I − A) z > 0 (Hawkins and Simon 1949).
public struct ProductivityDiagnosis: Sendable, Equatable {
  /// Sectors that are named of each kind.
  static let mostNamed = 5

  /// Sectors whose columns of A ≥ 0 sum to less than this are productive among themselves, rounding included.
  static let doubtful = 1 - 0x1p-30

  /// Negative coefficients: how many, and the one farthest from zero.
  public struct Negatives: Sendable, Equatable {
    public var count: Int
    public var row: SectorLabel
    public var column: SectorLabel
    public var value: Double
  }

  /// A column of A that sums to one or more: the sector buys for more than it sells.
  public struct ColumnSum: Sendable, Equatable {
    public var sector: SectorLabel
    public var sum: Double
  }

  public var negatives: Negatives?
  /// Largest first, all of them.
  public var columnSums: [ColumnSum]
  /// Components that are not proved productive: those with a proof of the contrary first, then by radius.
  public var components: [UnproductiveComponent]

  /// Cost: one pass over A, one look at each of its edges, and up to 400 products with the components whose rows and columns
  /// leave doubt. Memory: n² bits and a copy of each such component. Errors: memory.
  public init(
    of a: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(SolverError) {
    let n = a.count
    try SolverError.reserve(
      MemoryBudget.sum(
        MemoryBudget.bytes(rows: min(n, FailureScan.panelHeight), columns: n),
        n <= CoefficientGraph.mostSectors ? MemoryBudget.bytes(rows: n, columns: (n + 63) / 64) : 0),
      of: budget.holding(a.allocatedBytes), for: "the graph of \(n) sectors")
    let scan: FailureScan
    do { scan = try FailureScan(a, on: engine) } catch { throw .allocation(error) }
    if scan.negatives > 0 {
      let (row, column, value) = scan.mostNegative
      negatives = Negatives(count: scan.negatives, row: a.sectors[row], column: a.sectors[column], value: value)
    }
    columnSums = scan.columnSums.indices.filter { scan.columnSums[$0] >= 1 }
      .sorted { scan.columnSums[$0] > scan.columnSums[$1] }
      .map { ColumnSum(sector: a.sectors[$0], sum: scan.columnSums[$0]) }
    components = []
    let members = scan.graph?.circularComponents() ?? [Array(0..<n)]
    for sectors in members where sectors.contains(where: { scan.columnSums[$0] >= Self.doubtful }) || scan.negatives > 0 {
      let block = try sectors.count == n ? a : Self.block(sectors, of: a, on: engine, budget)
      do { if let found = try UnproductiveComponent(block, on: engine) { components.append(found) } } catch {
        throw .allocation(error)
      }
    }
    components.sort { ($0.isProved ? 1 : 0, $0.radius.lower) > ($1.isProved ? 1 : 0, $1.radius.lower) }
  }

  /// The coefficients of some sectors among themselves.
  private static func block(
    _ members: [Int], of a: any CoefficientOperator, on engine: Engine, _ budget: MemoryBudget
  ) throws(SolverError) -> any CoefficientOperator {
    let count = members.count
    try SolverError.reserve(
      MemoryBudget.bytes(rows: count, columns: count), of: budget.holding(a.allocatedBytes),
      for: "the coefficients of \(count) sectors that use each other")
    let sectors: SectorIndex
    do { sectors = try SectorIndex(members.map { a.sectors[$0] }) } catch { throw .labels(error) }
    let values: Matrix<Double>
    do { values = try elements(members, of: a, on: engine) } catch { throw .allocation(error) }
    return try CoefficientMatrix(sectors: sectors, values: values, on: engine)
  }

  private static func elements(
    _ members: [Int], of a: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    var values = try Matrix<Double>(rows: members.count, columns: members.count)
    for (i, row) in members.enumerated() {
      let line = try UnproductiveComponent.rows(row..<row + 1, of: a, on: engine)
      for (j, column) in members.enumerated() { values[i, j] = line[0, column] }
    }
    return values
  }

  /// Whether a table is proved not to be productive.
  public var isProved: Bool { components.first?.isProved == true }

  /// Whether anything was found that a failure can come from.
  public var findsCause: Bool { negatives != nil || !columnSums.isEmpty || !components.isEmpty }
}
