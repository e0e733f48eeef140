import Kernels
import MatrixCore

extension DenseLUFactorization {
  /// The Leontief inverse L = (I − A)⁻¹ with the residual of (I − A) L = I.
  ///
  /// Cost: 4n³/3 flops after the factorization and 2n³ for the residual. Memory: the factors are overwritten; a panel of
  /// columns beside them. Errors: as `solve`; a stop is `SolverError.stopped`.
  public consuming func inverse(monitor: WorkMonitor = .none) throws(SolverError) -> Solution {
    let n = sectorCount
    let panels = DenseLUSolver.peak(
      scratch: engine.inversionScratch(order: n, of: Double.self), then: Self.inversePanelBytes(sectors: n))
    let held = MemoryBudget.sum(coefficients.allocatedBytes, factors.allocatedBytes)
    try SolverError.reserve(panels, of: budget.holding(held), for: "the inverse of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    // 4n³/3 flops, then 2n³ for the residual.
    try Self.invert(&factors, pivots, on: engine, monitor.part(0...0.4))
    if let (row, _) = factors.view.firstNonFinite() { throw .notFinite(sector: coefficients.sectors[row]) }
    try SolutionCheck(coefficients).checkInverse(factors.view)
    let errors = try inverseErrors(monitor.part(0.4...1))
    guard errors.scaledResidual < 16 else { throw .residualTooLarge(scaled: errors.scaledResidual) }
    var report = report(.output, n, errors, steps: 0, seconds: (clock.now - start).seconds)
    report.method = "inverse"
    report.reason = "the inverse was asked for"
    report.iterations = 0
    report.flops = 2 * Double(n) * Double(n) * Double(n)
    report.peakBytes = MemoryBudget.sum(held, panels)
    return Solution(values: factors, report: report)
  }

  /// The residual is measured in panels, whose "answers" here are unit vectors; the library's own panel is one more.
  static func inversePanelBytes(sectors n: Int) -> Int {
    MemoryBudget.sum(
      DenseLUSolver.panelBytes(sectors: n, rightHandSides: min(n, panelWidth)),
      MemoryBudget.bytes(rows: n, columns: min(n, panelWidth)))
  }

  private static func invert(
    _ factors: inout Matrix<Double>, _ pivots: Pivots, on engine: Engine, _ monitor: WorkMonitor
  ) throws(SolverError) {
    var target = factors.mutableView
    do throws(InversionError) {
      try engine.invert(factors: &target, pivots: pivots, monitor: monitor)
    } catch {
      switch error {
      case .allocation(let error): throw .allocation(error)
      case .stopped: throw .stopped
      }
    }
  }

  /// The error measures of (I − A) L = I, measured in panels of columns.
  private borrowing func inverseErrors(_ monitor: WorkMonitor) throws(SolverError) -> ErrorMeasures {
    let n = sectorCount
    var errors = ErrorMeasures()
    for first in stride(from: 0, to: n, by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, n)
      do { errors.formMaximum(try inverseErrors(columns)) } catch { throw .allocation(error) }
      guard monitor.allows(Double(columns.upperBound) / Double(n)) else { throw .stopped }
    }
    return errors
  }

  private borrowing func inverseErrors(_ columns: Range<Int>) throws(AllocationError) -> ErrorMeasures {
    let n = sectorCount
    var unit = try Matrix<Double>(rows: n, columns: columns.count, layout: .columnMajor)
    for j in columns { unit[j, j - columns.lowerBound] = 1 }
    var check = try ResidualCheck(rows: n, columns: columns.count, orientation: .output, engine: engine)
    return try check.measure(coefficients, x: factors.view.window(rows: 0..<n, columns: columns), y: unit.view)
  }
}
