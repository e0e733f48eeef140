import Kernels
import MatrixCore

/// Proves how good answers are, from the coefficients and the prepared system that gave them: neither is trusted, every
/// figure is checked with all roundings.
///
/// Cost: a transposed solve for the condition number; for the output orientation up to four products, or a solve, that find
/// a positive vector (`PositiveVector`); and a solve for each right-hand side. A pass over A checks each of them and
/// another encloses the residuals, with up to 64 columns for a single right-hand side. Where A has negatives, up to ten
/// solves estimate the condition number instead.
/// Memory: the bounds, n × m, and panels of 64 columns.
public struct Certifier: Sendable {
  /// Right-hand sides are taken in panels of this many columns, which bounds the scratch memory.
  static let panelWidth = 64

  let engine: Engine
  let budget: MemoryBudget

  public init(engine: Engine, budget: MemoryBudget = .unlimited) {
    self.engine = engine
    self.budget = budget
  }

  /// The certificate of X as the answer to (I − A) X = Y, or its transpose.
  ///
  /// Shapes: X and Y n × m. Where nothing can be proved the certificate says so and its bounds are infinite. Errors: shapes,
  /// NaN or infinity, memory, a monitor that stops.
  public func certify(
    _ system: any PreparedSystem, values x: MatrixView<Double>, rightHandSides y: MatrixView<Double>,
    orientation: Orientation, monitor: WorkMonitor = .none
  ) throws(SolverError) -> Certificate {
    let a = system.coefficients
    try check(system, x, y)
    let clock = ContinuousClock()
    let start = clock.now
    var solves = CheckedSolves(system)
    let proofs = try ProductivitySearch(a, engine).proofs(for: orientation, &solves, monitor.part(0...0.5))
    var condition = ConditionNumber(proofs.inverseColumnNorm(a), a)
    if condition.value == nil { condition.estimate(try NormEstimate.inverseNorm(a.count, &solves, monitor.part(0.5...0.5)), a) }
    var bounds: Matrix<Double>
    do { bounds = try Matrix(rows: x.rows, columns: x.columns, layout: .columnMajor) } catch { throw .allocation(error) }
    try fill(&bounds, proofs.sums.proof, x, y, orientation, a, &solves, monitor.part(0.5...1))
    let report = CertificateReport(
      sectors: x.rows, rightHandSides: x.columns, orientation: orientation, matrixClass: proofs.matrixClass(a),
      productivity: proofs.reason(a, failure: solves.failure), inverseColumnNorm: condition.inverseColumnNorm,
      inverseRowNorm: proofs.inverseRowNorm(a, orientation), condition: condition.value,
      conditionIsEstimate: condition.isEstimate,
      relativeBounds: (0..<x.columns).map { Self.relative(bounds, x, $0) }, solves: solves.count,
      seconds: (clock.now - start).seconds)
    return Certificate(bounds: bounds, report: report)
  }

  private func check(
    _ system: any PreparedSystem, _ x: MatrixView<Double>, _ y: MatrixView<Double>
  ) throws(SolverError) {
    let (a, n) = (system.coefficients, system.sectorCount)
    try a.check(rightHandSides: y)
    precondition(x.rows == n && x.columns == y.columns, "an answer has the shape of its right-hand sides")
    if let (row, _) = x.firstNonFinite() { throw .notFinite(sector: a.sectors[row]) }
    let panel = MemoryBudget.bytes(rows: n, columns: min(x.columns, Self.panelWidth))
    let parts = SplitProduct.bytes(rows: n, columns: min(x.columns, Self.panelWidth))
    try SolverError.reserve(
      MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: x.columns), parts, panel, panel, panel, panel, panel, panel),
      of: budget.holding(MemoryBudget.sum(a.allocatedBytes, system.heldBytes)),
      for: "certifying \(x.columns) right-hand sides of \(n) sectors")
  }

  private func fill(
    _ bounds: inout Matrix<Double>, _ proof: PositiveVector?, _ x: MatrixView<Double>, _ y: MatrixView<Double>,
    _ orientation: Orientation, _ a: any CoefficientOperator, _ solves: inout CheckedSolves, _ monitor: WorkMonitor
  ) throws(SolverError) {
    let (n, m) = (x.rows, x.columns)
    guard let proof else {
      for j in 0..<m {
        for i in 0..<n { bounds[i, j] = .infinity }
      }
      return
    }
    let bound = ComponentBound(proof: proof, coefficients: a, orientation: orientation, engine: engine)
    for first in stride(from: 0, to: m, by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, m)
      let (px, py) = (x.window(rows: 0..<n, columns: columns), y.window(rows: 0..<n, columns: columns))
      let panel = try bound.bounds(px, py, &solves, monitor.part(Double(first) / Double(m)...Double(first) / Double(m)))
      for j in columns {
        for i in 0..<n { bounds[i, j] = panel[i, j - first] }
      }
      guard monitor.allows(Double(columns.upperBound) / Double(m)) else { throw .stopped }
    }
  }

  /// A component that is zero and is proved to be, but for underflow, has no relative error.
  private static func relative(_ bounds: borrowing Matrix<Double>, _ x: MatrixView<Double>, _ j: Int) -> Double {
    var largest = 0.0
    for i in 0..<x.rows where !(x[i, j] == 0 && bounds[i, j] < 0x1p-900) {
      guard x[i, j] != 0, bounds[i, j].isFinite else { return .infinity }
      largest = max(largest, (bounds[i, j] / abs(x[i, j])).nextUp)
    }
    return largest
  }
}

extension ComponentBound {
  /// |x − x̂| at most for these right-hand sides. Cost: a solve each and two passes. Errors: memory, a stop.
  func bounds(
    _ x: MatrixView<Double>, _ y: MatrixView<Double>, _ solves: inout CheckedSolves, _ monitor: WorkMonitor
  ) throws(SolverError) -> Matrix<Double> {
    let errors: Matrix<Double>
    do { errors = try residuals(x, y) } catch { throw .allocation(error) }
    var bounds: Matrix<Double>
    do { bounds = try plain(errors) } catch { throw .allocation(error) }
    var solved: Matrix<Double>
    do { solved = try Matrix(rows: x.rows, columns: x.columns, layout: .columnMajor) } catch { throw .allocation(error) }
    if try solves.solve(errors, times: Self.margin, into: &solved, orientation, monitor) {
      do { try sharpen(&bounds, errors: errors, solved: solved) } catch { throw .allocation(error) }
    }
    clearZeros(&bounds, errors: errors, x: x)
    return bounds
  }
}
