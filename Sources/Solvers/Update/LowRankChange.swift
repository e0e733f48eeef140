import Kernels
import MatrixCore

/// A' − A = U Vᵀ: for a changed column the difference times a unit vector, for a changed row a unit vector times the
/// difference.
///
/// Shapes: U and V n × k; columns come first. The k products L U are all that is ever solved for: Vᵀ L U, and Uᵀ Lᵀ = (L U)ᵀ
/// for the transposed system, follow from them.
struct LowRankChange: ~Copyable, Sendable {
  let columns: [Int]
  let rows: [Int]
  /// Sectors that neither buy nor sell any more. Their right-hand sides are their answers, so that one row stands for both.
  let isolated: [Int]
  /// Differences of the rows, zero in `columns`, which count there. Row-major.
  private let rowDeltas: Matrix<Double>

  init(_ edits: borrowing LineEdits) throws(AllocationError) {
    let rows = edits.rowSlots.map { edits.rows.positions[$0] }
    let changed = edits.columnSlots.map { edits.columns.positions[$0] }
    let isolated = Self.isolated(edits, Set(rows))
    let columns = changed.filter { !isolated.contains($0) }
    // All that throws comes before the first member is set.
    rowDeltas = try Self.deltas(edits, columns)
    self.isolated = isolated
    self.columns = columns
    self.rows = rows
  }

  var rank: Int { columns.count + rows.count }

  /// Sectors whose new row and new column are zero.
  private static func isolated(_ edits: borrowing LineEdits, _ rows: Set<Int>) -> [Int] {
    var found: [Int] = []
    for slot in edits.columnSlots {
      let sector = edits.columns.positions[slot]
      guard rows.contains(sector), let row = edits.rows.slot(of: sector) else { continue }
      if edits.columns.isZero(slot), edits.rows.isZero(row) { found.append(sector) }
    }
    return found
  }

  private static func deltas(_ edits: borrowing LineEdits, _ columns: [Int]) throws(AllocationError) -> Matrix<Double> {
    var deltas = try Matrix<Double>(rows: edits.rowSlots.count, columns: edits.rows.new.columns)
    for (k, slot) in edits.rowSlots.enumerated() {
      for j in 0..<deltas.columns { deltas[k, j] = edits.rows.new[slot, j] - edits.rows.old[slot, j] }
      for j in columns { deltas[k, j] = 0 }
    }
    return deltas
  }

  /// The columns of U with the given numbers, n × count, column-major.
  func left(_ numbers: [Int], _ edits: borrowing LineEdits) throws(AllocationError) -> Matrix<Double> {
    var u = try Matrix<Double>(rows: rowDeltas.columns, columns: numbers.count, layout: .columnMajor)
    for (k, number) in numbers.enumerated() {
      if number >= columns.count {
        u[rows[number - columns.count], k] = 1
      } else if let slot = edits.columns.slot(of: columns[number]) {
        for i in 0..<u.rows { u[i, k] = edits.columns.new[slot, i] - edits.columns.old[slot, i] }
      }
    }
    return u
  }

  /// Vᵀ X, k × m. Cost: a row of X for a column, a pass over X for a row.
  func rightProduct(_ x: MatrixView<Double>, on engine: Engine) throws(AllocationError) -> Matrix<Double> {
    var t = try Matrix<Double>(rows: rank, columns: x.columns, layout: .columnMajor)
    for j in 0..<x.columns {
      for (k, column) in columns.enumerated() { t[k, j] = x[column, j] }
    }
    var all = t.mutableView
    var part = all.window(rows: columns.count..<rank, columns: 0..<x.columns)
    engine.multiply(1, rowDeltas.view, x, into: &part)
    return t
  }

  /// C += V T.
  @_lifetime(c: copy c)
  func addRight(_ t: MatrixView<Double>, to c: inout MutableMatrixView<Double>, on engine: Engine) {
    for j in 0..<t.columns {
      for (k, column) in columns.enumerated() { c[column, j] += t[k, j] }
    }
    let part = t.window(rows: columns.count..<rank, columns: 0..<t.columns)
    engine.multiply(1, rowDeltas.view.transposed, part, plus: 1, into: &c)
  }
}
