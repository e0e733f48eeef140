import Kernels
import MatrixCore

/// Brings a matrix to given sums of rows and columns by factors of its rows and columns.
///
/// RAS: Z' = r̂ Z ŝ for Z ≥ 0. GRAS: with P = max(Z, 0) and N = max(−Z, 0), Z' = r̂ P ŝ − r̂⁻¹ N ŝ⁻¹, which keeps every sign and
/// every zero; it is RAS where nothing is negative.
/// Cost: two passes over Z an iteration, by the engine's products, and two at the end; no scaled matrix is made before.
/// Memory: the result, the positive cells as large, and the negative cells.
/// References: Stone (1961); Junius and Oosterhaven (2003); Temurshoev, Miller and Bouwmeester (2013) for lines without positive
/// cells.
public struct Balancer: Sendable {
  public enum Method: String, Sendable, CaseIterable { case ras, gras }

  public var method: Method
  /// The largest error of a row's sum that is left, relative to its target, or to a thousandth of the magnitudes in the row
  /// where the target is smaller. Columns are exact but for rounding.
  public var tolerance: Double
  public var mostIterations: Int
  /// Whether the columns' targets are scaled to the total of the rows' where they differ by more than rounding.
  public var scalesColumns: Bool

  public init(_ method: Method, tolerance: Double = 1e-10, mostIterations: Int = 10_000, scalesColumns: Bool = false) {
    (self.method, self.tolerance) = (method, tolerance)
    (self.mostIterations, self.scalesColumns) = (mostIterations, scalesColumns)
  }

  /// What totals may differ by, relative, before it is an error: targets are written with some ten digits.
  public static let totalsTolerance = 1e-9

  /// Balances `z` to `rows` and `columns`. `names` say what lines are called in errors. `slack`: how far a line that no
  /// factor can bring to its target may be left off; nil for not at all.
  ///
  /// Shapes: Z m × n, targets and slack m and n.
  /// Errors: `BalancingError`.
  public func balance(
    _ z: MatrixView<Double>, rows: [Double], columns: [Double], names: (rows: [String], columns: [String]),
    slack: (rows: [Double], columns: [Double])? = nil, _ settings: EstimationSettings
  ) throws(BalancingError) -> BalancedMatrix {
    precondition(rows.count == z.rows && columns.count == z.columns, "a target for each line")
    precondition(names.rows.count == rows.count && names.columns.count == columns.count, "a name for each line")
    let matrix = MemoryBudget.bytes(rows: z.rows, columns: z.columns)
    do { try settings.budget.reserve(MemoryBudget.sum(matrix, matrix), for: "the balanced flows") } catch {
      throw .memory(error)
    }
    for (values, names) in [(rows, names.rows), (columns, names.columns)] {
      if let place = values.firstIndex(where: { !$0.isFinite }) { throw .targetNotFinite(line: names[place]) }
    }
    let parts = try SignedParts(z, refusingNegatives: method == .ras, names)
    var (u, t) = (rows, columns)
    let left = try parts.settle(&u, &t, names, slack)
    t = try agreeing(u, t)
    var state = BalancingState(u, t, names, left, settings.engine)
    let most = max(1, mostIterations)
    for iteration in 1...most {
      guard settings.monitor.allows(0) else { throw .stopped }
      let isDone = try state.iterate(parts, tolerance, iteration)
      if isDone { return try state.result(parts, method, iteration - 1) }
      // The rows' sums are looked at when an iteration begins: after the last one, too.
      if iteration == most, state.isBalanced(parts, tolerance) { return try state.result(parts, method, iteration) }
    }
    throw state.notConverged(tolerance, mostIterations)
  }

  private func agreeing(_ u: [Double], _ t: [Double]) throws(BalancingError) -> [Double] {
    let (rows, columns) = (u.compensatedSum(), t.compensatedSum())
    let scale = max(u.absoluteSum(), t.absoluteSum())
    guard abs(rows - columns) > Self.totalsTolerance * scale else { return t }
    guard scalesColumns, rows * columns > 0 else { throw .totalsDiffer(rows: rows, columns: columns) }
    return t.map { $0 * (rows / columns) }
  }
}
