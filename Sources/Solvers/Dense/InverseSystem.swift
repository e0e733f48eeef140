import Kernels
import MatrixCore

/// A Leontief inverse as a prepared system.
final class InverseSystem: RefiningSystem {
  let coefficients: any CoefficientOperator
  private let inverse: LeontiefInverse
  let engine: Engine
  let budget: MemoryBudget
  private let prepareSeconds: Double

  init(
    coefficients: any CoefficientOperator, inverse: consuming Solution, engine: Engine, budget: MemoryBudget,
    prepareSeconds: Double
  ) {
    self.coefficients = coefficients
    self.inverse = LeontiefInverse(inverse)
    self.engine = engine
    self.budget = budget
    self.prepareSeconds = prepareSeconds
  }

  // MARK: As a refining system

  /// A product with an inverse alone may have a residual as large as the condition number allows.
  let leastRefinements = 1

  var heldBytes: Int { inverse.values.allocatedBytes }

  func approximate(
    _ y: MatrixView<Double>, _ orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    let values: Matrix<Double>
    do { values = try inverse.product(orientation, y, on: engine) } catch { throw .allocation(error) }
    guard monitor.allows(1) else { throw .stopped }
    var report = inverse.report
    (report.orientation, report.rightHandSides) = (orientation, y.columns)
    report.flops = report.flops.map { $0 + 2 * Double(sectorCount) * Double(sectorCount) * Double(y.columns) }
    return Solution(values: values, report: report)
  }

  func completed(_ report: SolveReport) -> SolveReport {
    var report = report
    report.reason = "asked for"
    report.prepareSeconds = prepareSeconds
    return report
  }

  func failure(_ errors: ErrorMeasures) -> SolverError { .residualTooLarge(scaled: errors.scaledResidual) }
}

/// L, and how it was made.
private struct LeontiefInverse: ~Copyable, Sendable {
  let values: Matrix<Double>
  let report: SolveReport

  init(_ solution: consuming Solution) {
    report = solution.report
    values = solution.values
  }

  /// L Y or Lᵀ Y.
  func product(
    _ orientation: Orientation, _ y: MatrixView<Double>, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    var product = try Matrix<Double>(rows: y.rows, columns: y.columns, layout: .columnMajor)
    multiply(orientation, y, into: &product, on: engine)
    return product
  }

  private func multiply(
    _ orientation: Orientation, _ y: MatrixView<Double>, into product: inout Matrix<Double>, on engine: Engine
  ) {
    var target = product.mutableView
    engine.multiply(1, orientation == .output ? values.view : values.view.transposed, y, into: &target)
  }
}
