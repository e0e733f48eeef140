import MatrixCore
import Tables

/// A balanced table, how it was balanced and what that moved.
public struct BalancedTable: ~Copyable, Sendable {
  public let table: InputOutputTable
  public let report: BalancingReport
  public let flows: BalancingMove
  public let finalDemand: BalancingMove

  /// Cost: a pass over both tables.
  init(
    _ result: consuming InputOutputTable, from source: borrowing InputOutputTable, _ report: BalancingReport
  ) {
    let codes = source.sectors.labels.map(\.qualifiedCode)
    let demand = source.demand.map { "\($0.region) \($0.category)" }
    flows = BalancingMove(source.transactions.view, result.transactions.view, codes, codes)
    finalDemand = BalancingMove(source.finalDemand.view, result.finalDemand.view, codes, demand)
    self.report = report
    table = result
  }

  /// The table alone.
  public consuming func takeTable() -> InputOutputTable { table }
}

/// What balancing moved of a part of a table.
/// Units: money of the table.
public struct BalancingMove: Sendable, Equatable {
  /// A cell, before and after.
  public struct Cell: Sendable, Equatable {
    public var row: String
    public var column: String
    public var before: Double
    public var after: Double
  }

  /// Σ|new − old|.
  public var moved: Double
  /// Σ|old|.
  public var magnitude: Double
  /// The cell that moved most; nil where none did.
  public var largest: Cell?

  /// Nil where there was nothing to move.
  public var share: Double? { magnitude == 0 ? nil : moved / magnitude }

  init(_ before: MatrixView<Double>, _ after: MatrixView<Double>, _ rows: [String], _ columns: [String]) {
    var (moved, magnitude) = (CompensatedSum<Double>(), CompensatedSum<Double>())
    var most = (row: 0, column: 0, size: 0.0)
    for i in 0..<before.rows {
      for j in 0..<before.columns {
        let size = abs(after[i, j] - before[i, j])
        moved.add(size)
        magnitude.add(abs(before[i, j]))
        if size > most.size { most = (i, j, size) }
      }
    }
    (self.moved, self.magnitude) = (moved.value, magnitude.value)
    largest =
      most.size == 0
      ? nil
      : Cell(
        row: rows[most.row], column: columns[most.column], before: before[most.row, most.column],
        after: after[most.row, most.column])
  }
}
