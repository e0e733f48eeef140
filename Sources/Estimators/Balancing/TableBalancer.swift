import MatrixCore
import Tables

/// A table whose flows are brought to given sums of rows (intermediate sales) and columns (intermediate purchases).
///
/// Without targets a table that does not balance is mended: [Z Y] is brought to x by rows and to x − primary inputs by columns,
/// so that output, value added and the other primary inputs stay (`FinalDemand.balanced`); or the flows alone are brought to x −
/// y and x − primary inputs (`.kept`), which only reaches tables whose final demand sums to all primary inputs together. With
/// targets or a new output, what the flows leave of output goes to final demand and to primary inputs in their old proportions,
/// so that the result balances. Satellites and parts of value added stay as they are. Of a table's own targets, sums of columns
/// no scaling can reach are left where they are rounding (purchases of a sector that buys no inputs, x − primary inputs a hair
/// below zero); with final demand kept, those of rows, too.
/// Cost: that of `Balancer`, and a pass to tell what moved.
/// Memory: the flows and final demand twice beside the balancer's.
/// Errors: `BalancingError`.
/// References: Miller and Blair (2009), section 7.4; Junius and Oosterhaven (2003).
public struct TableBalancer: Sendable {
  /// Whether final demand gives way when a table is brought to its own output.
  public enum FinalDemand: String, Sendable, CaseIterable { case balanced, kept }

  public var settings: EstimationSettings
  public var balancer: Balancer
  /// Nil for `balanced` where there are no targets and the method is GRAS, which alone takes the negative cells that final
  /// demand has as a rule (changes of inventories); else `kept`.
  public var finalDemand: FinalDemand?

  public init(_ settings: EstimationSettings, _ balancer: Balancer, finalDemand: FinalDemand? = nil) {
    (self.settings, self.balancer, self.finalDemand) = (settings, balancer, finalDemand)
  }

  /// Sums to reach; nil for the table's own. `output`: x of the result.
  public struct Targets: Sendable, Equatable {
    public var rows: [Double]?
    public var columns: [Double]?
    public var output: [Double]?

    public init(rows: [Double]? = nil, columns: [Double]? = nil, output: [Double]? = nil) {
      (self.rows, self.columns, self.output) = (rows, columns, output)
    }
  }

  public func balance(
    _ table: borrowing InputOutputTable, to targets: Targets = Targets()
  ) throws(EstimationError) -> BalancedTable {
    guard table.transactionsKind == .flows else { throw .balancing(.coefficients(table: table.metadata.title)) }
    guard let output = targets.output ?? table.output else { throw .noOutput(table: table.metadata.title) }
    let isMending = targets == Targets()
    let mends = isMending && balancer.method == .gras && !table.demand.isEmpty
    if finalDemand ?? (mends ? .balanced : .kept) == .balanced {
      guard isMending else { throw .balancing(.targetsForFinalDemand) }
      return try balanceWithFinalDemand(table, output)
    }
    let demand = table.totalFinalDemand
    let rows = targets.rows ?? zip(output, demand).map { $0 - $1 }
    let columns: [Double]
    if let given = targets.columns {
      columns = given
    } else {
      guard let inputs = table.primaryInputs else { throw .noValueAdded(table: table.metadata.title) }
      columns = zip(output, inputs).map { $0 - $1 }
    }
    let names = table.sectors.labels.map(\.qualifiedCode)
    let slack = isMending ? Self.slack(table, output, rows, columns) : nil
    do throws(BalancingError) {
      let balanced = try balancer.balance(
        table.transactions.view, rows: rows, columns: columns,
        names: (names.map { "row \($0)" }, names.map { "column \($0)" }), slack: slack, settings)
      let (report, used) = (balanced.report, balanced.columnTargets)
      let result = try rebuilt(table, balanced.takeValues(), output, rows, used, targets)
      return BalancedTable(result, from: table, report)
    } catch { throw .balancing(error) }
  }

  /// What rounding of the table may be: the median by which its lines are off, or a thousandth of output where that is more.
  private static func slack(
    _ table: borrowing InputOutputTable, _ output: [Double], _ rows: [Double], _ columns: [Double]
  ) -> (rows: [Double], columns: [Double]) {
    let sums = (rows: table.transactions.view.rowSums(), columns: table.transactions.view.columnSums())
    return (slack(sums.rows, rows, output), slack(sums.columns, columns, output))
  }

  /// The same of some lines, of the sums they have and are to have.
  static func slack(_ sums: [Double], _ targets: [Double], _ output: [Double]) -> [Double] {
    let gaps = zip(sums, targets).map { abs($0 - $1) }.filter { $0 > 0 }.sorted()
    let median = gaps.isEmpty ? 0 : gaps[gaps.count / 2]
    return output.map { max(median, abs($0) / 1000) }
  }

  private func rebuilt(
    _ table: borrowing InputOutputTable, _ flows: consuming Matrix<Double>, _ output: [Double], _ rows: [Double],
    _ columns: [Double], _ targets: Targets
  ) throws(BalancingError) -> InputOutputTable {
    var metadata = table.metadata
    metadata.history.append("flows balanced by \(balancer.method.rawValue.uppercased())")
    let sold = zip(output, rows).map { $0 - $1 }
    var demand: Matrix<Double>
    do { demand = try Matrix(copying: table.finalDemand.view) } catch { throw .allocation(error) }
    if targets.rows != nil || targets.output != nil {
      let factors = try Self.factors(table.totalFinalDemand, sold, output, "final demand", table.sectors)
      for i in factors.indices {
        for c in 0..<demand.columns { demand[i, c] *= factors[i] }
      }
    }
    var (valueAdded, named) = (table.valueAdded, table.rows)
    let isOwn = targets.columns == nil && targets.output == nil && columns == Self.ownColumns(table, output)
    if !isOwn, let inputs = table.primaryInputs {
      let paid = zip(output, columns).map { $0 - $1 }
      let factors = try Self.factors(inputs, paid, output, "primary inputs", table.sectors)
      valueAdded = valueAdded.map { zip($0, factors).map { $0 * $1 } }
      let primary = InputOutputTable.primaryInputNames.union([InputOutputTable.allPrimaryInputsName])
      for k in named.indices where primary.contains(named[k].name) && named[k].rowCount == 1 {
        named[k].values = zip(named[k].values, factors).map { $0 * $1 }
      }
    }
    return InputOutputTable(
      sectors: table.sectors, transactions: flows, demand: table.demand, finalDemand: demand, output: output,
      valueAdded: valueAdded, rows: named, metadata: metadata)
  }

  /// Σ_i z_ij of a table that balances: x − primary inputs. Scaled targets differ from it.
  private static func ownColumns(_ table: borrowing InputOutputTable, _ output: [Double]) -> [Double] {
    table.primaryInputs.map { zip(output, $0).map { $0 - $1 } } ?? []
  }

  /// What every line is multiplied with to sum to what it is to sum to. Errors: something to give to a line that has nothing.
  private static func factors(
    _ sums: [Double], _ wanted: [Double], _ output: [Double], _ what: String, _ sectors: SectorIndex
  ) throws(BalancingError) -> [Double] {
    var factors = [Double](repeating: 1, count: sums.count)
    for k in sums.indices where sums[k] != wanted[k] {
      if sums[k] != 0 {
        factors[k] = wanted[k] / sums[k]
      } else if abs(wanted[k]) > Balancer.totalsTolerance * abs(output[k]) {
        throw .noProportions(what, of: sectors[k], amount: wanted[k])
      }
    }
    return factors
  }
}
