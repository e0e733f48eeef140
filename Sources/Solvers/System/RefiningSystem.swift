import Kernels
import MatrixCore

/// A system that is solved by way of another one, with the residual measured on its own coefficients and refined there.
protocol RefiningSystem: PreparedSystem {
  var engine: Engine { get }
  var budget: MemoryBudget { get }
  /// Refinements that are always done. More follow, up to `mostRefinements`, while the residual is not small.
  var leastRefinements: Int { get }

  /// (I − A)⁻¹ Y or its transpose, perhaps not accurate, with the report of the system that did it.
  func approximate(
    _ y: MatrixView<Double>, _ orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution

  /// The report of the other system, completed.
  func completed(_ report: SolveReport) -> SolveReport

  /// What a residual that stays large is called.
  func failure(_ errors: ErrorMeasures) -> SolverError
}

extension RefiningSystem {
  static var mostRefinements: Int { 3 }
  static var panelWidth: Int { 256 }

  public var sectorCount: Int { coefficients.count }

  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    let (n, m) = (sectorCount, rightHandSides.columns)
    try coefficients.check(rightHandSides: rightHandSides)
    let (held, scratch) = (
      MemoryBudget.sum(coefficients.allocatedBytes, heldBytes), Self.scratchBytes(sectors: n, rightHandSides: m)
    )
    try SolverError.reserve(scratch, of: budget.holding(held), for: "solving for \(m) right-hand sides")
    let start = ContinuousClock().now
    var values: Matrix<Double>
    do { values = try Matrix(rows: n, columns: m, layout: .columnMajor) } catch { throw .allocation(error) }
    var total: SolveReport?
    // Without right-hand sides one empty panel still makes a report.
    for first in stride(from: 0, to: max(m, 1), by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, m)
      var all = values.mutableView
      var panel = all.window(rows: 0..<n, columns: columns)
      let y = rightHandSides.window(rows: 0..<n, columns: columns)
      let part = Double(columns.lowerBound) / Double(max(m, 1))...Double(columns.upperBound) / Double(max(m, 1))
      let report = try solvePanel(&panel, y, orientation, monitor.part(part))
      total = total?.adding(report) ?? report
    }
    guard var report = total.map(completed) else { throw .stopped }
    report.rightHandSides = m
    report.solveSeconds = (ContinuousClock().now - start).seconds
    report.peakBytes = max(report.peakBytes, MemoryBudget.sum(held, scratch))
    return Solution(values: values, report: report)
  }

  /// The answer, and of a panel: one answer of the other system, R, |A||X| and |X| of the residual, a masked or scaled X, and
  /// two for what is exactly zero.
  static func scratchBytes(sectors n: Int, rightHandSides m: Int) -> Int {
    let panel = MemoryBudget.bytes(rows: n, columns: min(m, panelWidth))
    return MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: m), panel, panel, panel, panel, panel, panel, panel)
  }

  @_lifetime(x: copy x)
  private func solvePanel(
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>, _ orientation: Orientation, _ monitor: WorkMonitor
  ) throws(SolverError) -> SolveReport {
    let first = try approximate(y, orientation, monitor: monitor.part(0...0.5))
    x.copy(first.values.view)
    try checkFinite(x.view)
    var report = first.report
    var check = try residualCheck(y.columns, orientation)
    var (errors, steps) = (try measure(&check, x.view, y), 0)
    while steps < leastRefinements || (steps < Self.mostRefinements && !(errors.scaledResidual < 1)) {
      let (done, next) = (1 - 0.5 / Double(1 << steps), 1 - 0.25 / Double(1 << steps))
      let correction = try approximate(check.residual.view, orientation, monitor: monitor.part(done...next))
      x.add(correction.values.view)
      try checkFinite(x.view)
      errors = try measure(&check, x.view, y)
      steps += 1
    }
    if errors.componentwiseBackwardError > Double(max(4, sectorCount)) * .ulpOfOne {
      try ExactZeros(of: y, coefficients, orientation, on: engine) { monitor.allows(0.9) }.clear(&x)
      errors = try measure(&check, x.view, y)
    }
    if errors.isOverflow { throw .checkOverflows }
    guard errors.scaledResidual < 16 else { throw failure(errors) }
    guard monitor.allows(1) else { throw .stopped }
    (report.errors, report.iterations) = (errors, report.iterations + steps)
    return report
  }

  private func checkFinite(_ x: MatrixView<Double>) throws(SolverError) {
    if let (row, _) = x.firstNonFinite() { throw .notFinite(sector: coefficients.sectors[row]) }
  }

  private func residualCheck(_ columns: Int, _ orientation: Orientation) throws(SolverError) -> ResidualCheck {
    do {
      return try ResidualCheck(rows: sectorCount, columns: columns, orientation: orientation, engine: engine)
    } catch { throw .allocation(error) }
  }

  private func measure(
    _ check: inout ResidualCheck, _ x: MatrixView<Double>, _ y: MatrixView<Double>
  ) throws(SolverError) -> ErrorMeasures {
    do { return try check.measure(coefficients, x: x, y: y) } catch { throw .allocation(error) }
  }
}

extension MutableMatrixView<Double> {
  /// X += D.
  @_lifetime(self: copy self)
  fileprivate mutating func add(_ correction: MatrixView<Double>) {
    for j in 0..<columns {
      for i in 0..<rows { self[i, j] += correction[i, j] }
    }
  }
}
