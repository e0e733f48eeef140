import Kernels
import MatrixCore
import Tables

/// A change of A as whole lines: the rows and columns that hold every changed coefficient, and no more of them than needed.
///
/// Where a changed row crosses a changed column both hold the new coefficient.
struct LineEdits: ~Copyable {
  var rows: LineSet
  var columns: LineSet
  /// Which of them really change: slots of `columns`, and slots of `rows` that change outside those columns.
  private(set) var columnSlots: [Int]
  private(set) var rowSlots: [Int]

  private init(_ rows: consuming LineSet, _ columns: consuming LineSet) {
    self.rows = rows
    self.columns = columns
    (columnSlots, rowSlots) = ([], [])
  }

  /// Errors: `SolverError.update` for lines that contradict each other and coefficients that overflow; memory.
  static func make(
    _ change: CoefficientChange, of coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget
  ) throws(SolverError) -> LineEdits {
    guard change.sectors == coefficients.sectors else {
      throw .update(.otherSectors(expected: coefficients.count, found: change.sectors.count))
    }
    let cover = LineCover(Array(change.cells.keys))
    let rowPositions = change.lines.keys.filter(\.isRow).map(\.index) + cover.rows
    let columnPositions = change.lines.keys.filter { !$0.isRow }.map(\.index) + cover.columns
    try Self.reserve(rowPositions.count + columnPositions.count, coefficients, budget)
    let rows = try Self.read(rowPositions.sorted(), .output, coefficients, coefficients, engine)
    let columns = try Self.read(columnPositions.sorted(), .transposed, coefficients, coefficients, engine)
    var edits = LineEdits(rows, columns)
    edits.apply(change)
    try edits.cross(change)
    try edits.findChanges(change.sectors.labels)
    return edits
  }

  /// The whole of two changes, one after the other: from `changed.base` through `changed` to `change` on top of it.
  static func make(
    _ change: CoefficientChange, onTopOf changed: ChangedCoefficients, on engine: Engine, budget: MemoryBudget
  ) throws(SolverError) -> LineEdits {
    let next = try ChangedCoefficients(changed, make(change, of: changed, on: engine, budget: budget), unmeasured: ())
    let rowPositions = Set(changed.rowPositions).union(next.rowPositions)
    let columnPositions = Set(changed.columnPositions).union(next.columnPositions)
    try Self.reserve(rowPositions.count + columnPositions.count, changed, budget)
    let rows = try Self.read(rowPositions.sorted(), .output, changed.base, next, engine)
    let columns = try Self.read(columnPositions.sorted(), .transposed, changed.base, next, engine)
    var edits = LineEdits(rows, columns)
    try edits.findChanges(change.sectors.labels)
    return edits
  }

  private static func read(
    _ positions: [Int], _ orientation: Orientation, _ before: any CoefficientOperator, _ after: any CoefficientOperator,
    _ engine: Engine
  ) throws(SolverError) -> LineSet {
    do { return try LineSet(positions, orientation, from: before, to: after, on: engine) } catch { throw .allocation(error) }
  }

  /// Old and new lines, and what is kept of the new ones.
  private static func reserve(
    _ lines: Int, _ coefficients: any CoefficientOperator, _ budget: MemoryBudget
  ) throws(SolverError) {
    let bytes = MemoryBudget.bytes(rows: lines, columns: coefficients.count)
    try SolverError.reserve(
      MemoryBudget.sum(bytes, bytes, bytes), of: budget.holding(coefficients.allocatedBytes),
      for: "the change of \(lines) rows and columns")
  }

  private mutating func apply(_ change: CoefficientChange) {
    for (line, new) in change.lines {
      switch line {
      case .row(let i): if let slot = rows.slot(of: i) { rows.apply(new, at: slot) }
      case .column(let j): if let slot = columns.slot(of: j) { columns.apply(new, at: slot) }
      }
    }
    for (cell, new) in change.cells {
      if let slot = rows.slot(of: cell.row) { rows.new[slot, cell.column] = new.value(of: rows.old[slot, cell.column]) }
      if let slot = columns.slot(of: cell.column) {
        columns.new[slot, cell.row] = new.value(of: columns.old[slot, cell.row])
      }
    }
  }

  /// Makes rows and columns agree where they cross.
  private mutating func cross(_ change: CoefficientChange) throws(SolverError) {
    for (p, i) in rows.positions.enumerated() {
      let isRowChanged = change.lines[.row(i)] != nil
      for (q, j) in columns.positions.enumerated() {
        let isColumnChanged = change.lines[.column(j)] != nil
        if isRowChanged, isColumnChanged, rows.new[p, j] != columns.new[q, i] {
          throw .update(
            .contradiction(
              row: change.sectors[i], column: change.sectors[j], byRow: rows.new[p, j], byColumn: columns.new[q, i]))
        }
        if isColumnChanged { rows.new[p, j] = columns.new[q, i] } else { columns.new[q, i] = rows.new[p, j] }
      }
    }
  }

  private mutating func findChanges(_ labels: [SectorLabel]) throws(SolverError) {
    if let (slot, column) = rows.new.view.firstNonFinite() {
      throw .update(.notFinite(row: labels[rows.positions[slot]], column: labels[column]))
    }
    if let (slot, row) = columns.new.view.firstNonFinite() {
      throw .update(.notFinite(row: labels[row], column: labels[columns.positions[slot]]))
    }
    var slots: [Int] = []
    for slot in columns.positions.indices where columns.differs(slot) { slots.append(slot) }
    columnSlots = slots
    let covered = Set(slots.map { columns.positions[$0] })
    slots = []
    for slot in rows.positions.indices where rows.differs(slot, outside: covered) { slots.append(slot) }
    rowSlots = slots
  }
}
