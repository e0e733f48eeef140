import Kernels
import MatrixCore

/// L = (I − A)⁻¹ by Gauss-Jordan elimination without row exchanges, where `choice` proves it safe.
///
/// Its errors are those of LU without exchanges and the inverse from its factors, on every class of matrices that is proved
/// to need none: dominant columns or rows of any signs, and M-matrices, nearly unproductive, graded in units, reducible.
struct ExchangeFreeInverse {
  let coefficients: any CoefficientOperator
  let engine: Engine
  let choice: PivotingChoice
  let budget: MemoryBudget

  /// Peak memory beside A.
  static func bytes(sectors n: Int, on engine: Engine) -> Int {
    let scratch = engine.scratchWithoutExchanges(order: n, of: Double.self)
    return MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n), DenseLUSolver.peak(scratch: scratch, then: InverseCheck.bytes(sectors: n)))
  }

  /// Nil when rounding has the last word: a pivot is not positive, or L is no inverse. Elimination with exchanges is to decide
  /// then.
  ///
  /// Cost: 2n³ flops, and 2n³ for the residual. Errors: memory, a stop.
  func solution(_ monitor: WorkMonitor) throws(SolverError) -> Solution? {
    let n = coefficients.count
    let needed = Self.bytes(sectors: n, on: engine)
    try SolverError.reserve(needed, of: budget.holding(coefficients.allocatedBytes), for: "the inverse of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    var values: Matrix<Double>
    do { values = try Matrix(unwrittenRows: n, columns: n, layout: .columnMajor) } catch { throw .allocation(error) }
    guard try invert(into: &values, monitor.part(0...0.5)) else { return nil }
    let prepared = clock.now
    guard let errors = try measure(values.view, monitor.part(0.5...1)) else { return nil }
    let report = SolveReport(
      method: "inverse", reason: "the inverse was asked for", elimination: EliminationReport(choice.pivoting, choice.reason),
      engine: engine.description, orientation: .output, sectors: n, rightHandSides: n, iterations: 0, errors: errors,
      prepareSeconds: (prepared - start).seconds, solveSeconds: (clock.now - prepared).seconds,
      flops: 2 * Double(n) * Double(n) * Double(n),
      peakBytes: MemoryBudget.sum(coefficients.allocatedBytes, needed))
    return Solution(values: values, report: report)
  }

  /// False when there is no pivot.
  private func invert(into values: inout Matrix<Double>, _ monitor: WorkMonitor) throws(SolverError) -> Bool {
    var target = values.mutableView
    coefficients.formIdentityMinus(into: &target, on: engine)
    do throws(FactorizationError) {
      try engine.invert(withoutExchanges: &target, monitor: monitor)
      return true
    } catch {
      switch error {
      case .noPivot: return false
      case .stopped: throw .stopped
      }
    }
  }

  /// Nil when the values are no inverse.
  private func measure(_ values: MatrixView<Double>, _ monitor: WorkMonitor) throws(SolverError) -> ErrorMeasures? {
    do throws(SolverError) {
      return try InverseCheck(coefficients: coefficients, engine: engine).measure(values, monitor)
    } catch {
      switch error {
      case .notFinite, .residualTooLarge, .notProductive: return nil
      default: throw error
      }
    }
  }
}
