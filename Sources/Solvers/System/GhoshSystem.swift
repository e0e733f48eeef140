import Kernels
import MatrixCore

/// Ghosh's supply-driven model (I − Γ) u = c and (I − Γ)ᵀ x = w on a prepared Leontief system: by scaling, never by a second
/// factorization.
///
/// With Γ = x̂⁻¹ A x̂, G = (I − Γ)⁻¹ = x̂⁻¹ L x̂. The transposed system gives the output x that primary inputs w sell for
/// (`output(of:)`), the other one forward linkages (`forwardLinkages()`: row sums of G). The residual is measured on Γ.
/// Sectors without output have empty rows and columns: what they are given is their answer.
/// Cost: the base system's solves and one pass over A. Reference: Ghosh (1958); Miller and Blair (2009), section 12.1. The
/// reading as quantities is disputed (Dietzenbacher 1997: as prices).
public final class GhoshSystem: RefiningSystem {
  /// The Leontief system that is scaled.
  public let base: any PreparedSystem
  private let allocation: ScaledCoefficients
  let engine: Engine
  let budget: MemoryBudget

  /// `output`: x of the table from which A was made, n. Errors: see `ScaledCoefficients`.
  public init(
    _ base: any PreparedSystem, output: [Double], on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(SolverError) {
    self.base = base
    (self.engine, self.budget) = (engine, budget)
    allocation = try ScaledCoefficients(base.coefficients, output: output, on: engine)
  }

  /// Γ.
  public var coefficients: any CoefficientOperator { allocation }

  /// The output x with xᵀ = wᵀ G that primary inputs w of the sectors (value added, taxes, imports) lead to.
  ///
  /// Shapes: n. Units: those of w. Errors: as `solve`.
  public func output(of primaryInputs: [Double]) throws(SolverError) -> Solution {
    try solve(MatrixView(column: primaryInputs.span), orientation: .transposed)
  }

  /// Row sums of G, by sector: the output of all sectors per unit of its primary inputs. Shapes: n. Errors: as `solve`.
  public func forwardLinkages() throws(SolverError) -> Solution {
    let ones = [Double](repeating: 1, count: sectorCount)
    return try solve(MatrixView(column: ones.span), orientation: .output)
  }

  // MARK: As a refining system

  /// The base system's answer is as accurate for Γ element by element; only norms may not see that.
  let leastRefinements = 0
  public var heldBytes: Int { base.heldBytes }

  /// u = x̂⁻¹ L (x̂ c), or x̂ Lᵀ (x̂⁻¹ w).
  func approximate(
    _ y: MatrixView<Double>, _ orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    var sides: Matrix<Double>
    do { sides = try Matrix(copying: y, layout: .columnMajor) } catch { throw .allocation(error) }
    sides.scaleRows(by: allocation.scale[...], orientation == .output ? .multiplied : .divided)
    let solution = try base.solve(sides.view, orientation: orientation, monitor: monitor)
    let report = solution.report
    var values = solution.values
    values.scaleRows(by: allocation.scale[...], orientation == .output ? .divided : .multiplied)
    return Solution(values: values, report: report)
  }

  func completed(_ report: SolveReport) -> SolveReport {
    var report = report
    report.reason = "scaled to allocation coefficients; \(report.reason)"
    return report
  }

  func failure(_ errors: ErrorMeasures) -> SolverError { .residualTooLarge(scaled: errors.scaledResidual) }
}
