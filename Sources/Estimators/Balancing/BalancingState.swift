import Kernels
import MatrixCore

/// The factors of rows and columns as they are improved in turn.
struct BalancingState {
  private let u: [Double]
  private let t: [Double]
  private let names: (rows: [String], columns: [String])
  /// Lines that stay off their targets.
  private let left: [String]
  private let engine: Engine
  private var r: [Double]
  private var s: [Double]
  /// Sums of rows when they were looked at last, and their errors; empty before.
  private var sums: [Double] = []
  private var errors: [Double] = []

  init(
    _ u: [Double], _ t: [Double], _ names: (rows: [String], columns: [String]), _ left: [String], _ engine: Engine
  ) {
    (self.u, self.t, self.names, self.left, self.engine) = (u, t, names, left, engine)
    r = [Double](repeating: 1, count: u.count)
    s = [Double](repeating: 1, count: t.count)
  }

  /// True when the rows' sums are their targets already; the columns' are since they were scaled last. Before the first
  /// iteration they are not.
  mutating func iterate(
    _ parts: borrowing SignedParts, _ tolerance: Double, _ iteration: Int
  ) throws(BalancingError) -> Bool {
    let rows = parts.rowSums(s, on: engine)
    if iteration > 1, rowError(rows) <= tolerance { return true }
    r = try factors(u, rows, names.rows, tolerance, iteration)
    let columns = parts.columnSums(r, on: engine)
    s = try factors(t, columns, names.columns, tolerance, iteration)
    return false
  }

  /// Whether the rows' sums are within the tolerance of their targets with the factors of now.
  mutating func isBalanced(_ parts: borrowing SignedParts, _ tolerance: Double) -> Bool {
    rowError(parts.rowSums(s, on: engine)) <= tolerance
  }

  private mutating func rowError(_ parts: (positive: [Double], negative: [Double])) -> Double {
    (sums, errors) = ([], [])
    for i in u.indices {
      let (plus, minus) = (r[i] * parts.positive[i], parts.negative[i] == 0 ? 0 : parts.negative[i] / r[i])
      sums.append(plus - minus)
      errors.append(BalancingReport.error(plus - minus, u[i], magnitude: plus + minus))
    }
    return errors.max() ?? 0
  }

  /// The positive root f of f² p − f u − n = 0: the line's sum f p − n/f is its target u.
  private func factors(
    _ targets: [Double], _ sums: (positive: [Double], negative: [Double]), _ names: [String], _ tolerance: Double,
    _ iteration: Int
  ) throws(BalancingError) -> [Double] {
    var factors = targets
    for k in targets.indices {
      let (u, p, n) = (targets[k], sums.positive[k], sums.negative[k])
      factors[k] = Self.factor(u, p, n)
      // A factor of zero is one of a line of positive cells whose target is zero.
      guard factors[k].isFinite, factors[k] > 0 || (u == 0 && n == 0) else {
        throw errors.isEmpty ? .diverged(line: names[k], iterations: iteration) : notConverged(tolerance, iteration)
      }
    }
    return factors
  }

  private static func factor(_ u: Double, _ p: Double, _ n: Double) -> Double {
    if p == 0 && n == 0 { return u == 0 ? 1 : .infinity }
    if n == 0 { return u / p }
    if p == 0 { return -n / u }
    // The root with no difference of like numbers.
    let root = (u * u + 4 * p * n).squareRoot()
    return u >= 0 ? (u + root) / (2 * p) : 2 * n / (root - u)
  }

  /// Every row that is off by more than the tolerance.
  func notConverged(_ tolerance: Double, _ iterations: Int) -> BalancingError {
    let off = errors.indices.filter { errors[$0] > tolerance }.sorted { (errors[$1], $0) < (errors[$0], $1) }
    return .notConverged(
      off.map { UnmetTarget(line: names.rows[$0], sum: sums[$0], target: u[$0]) }, iterations: iterations)
  }

  func result(
    _ parts: borrowing SignedParts, _ method: Balancer.Method, _ iterations: Int
  ) throws(BalancingError) -> BalancedMatrix {
    let values = try parts.scaled(rows: r, columns: s, on: engine)
    let report = report(values, method, iterations, parts.negative.nonZeros)
    return BalancedMatrix(values: values, rowFactors: r, columnFactors: s, columnTargets: t, report: report)
  }

  private func report(
    _ values: borrowing Matrix<Double>, _ method: Balancer.Method, _ iterations: Int, _ negativeCells: Int
  ) -> BalancingReport {
    let rows = Self.largest(engine.rowSums(values.view), u, engine.rowMagnitudes(values.view))
    let columns = Self.largest(engine.columnSums(values.view), t, engine.rowMagnitudes(values.view.transposed))
    return BalancingReport(
      method: method, iterations: iterations, rowError: rows.error, columnError: columns.error,
      worstRow: rows.line.map { names.rows[$0] }, worstColumn: columns.line.map { names.columns[$0] },
      negativeCells: negativeCells, left: left)
  }

  private static func largest(_ sums: [Double], _ targets: [Double], _ magnitudes: [Double]) -> (error: Double, line: Int?) {
    let errors = sums.indices.map { BalancingReport.error(sums[$0], targets[$0], magnitude: magnitudes[$0]) }
    let line = errors.indices.max { errors[$0] < errors[$1] }
    return (line.map { errors[$0] } ?? 0, line)
  }
}
