import Kernels
import MatrixCore

/// The factors of I − A, column-major, and how they were made.
struct Elimination: ~Copyable {
  let factors: Matrix<Double>
  let pivots: Pivots
  let choice: PivotingChoice

  /// Eliminates without row exchanges where that is proved safe, and once more with them when the proof's promise is not
  /// kept: rounding has the last word.
  ///
  /// Errors: `SolverError.singular`, `.stopped`, `.allocation`.
  init(_ coefficients: any CoefficientOperator, on engine: Engine, monitor: WorkMonitor) throws(SolverError) {
    let n = coefficients.count
    var factors: Matrix<Double>
    do { factors = try Matrix(unwrittenRows: n, columns: n, layout: .columnMajor) } catch { throw .allocation(error) }
    (pivots, choice) = try Self.eliminate(coefficients, into: &factors, engine, monitor)
    self.factors = factors
  }

  private static func eliminate(
    _ coefficients: any CoefficientOperator, into factors: inout Matrix<Double>, _ engine: Engine, _ monitor: WorkMonitor
  ) throws(SolverError) -> (Pivots, PivotingChoice) {
    var (choice, monitor) = (PivotingChoice(coefficients, on: engine), monitor)
    if choice.pivoting == .none {
      let promised = choice.reason
      do throws(FactorizationError) {
        let pivots = try factorize(coefficients, into: &factors, choice.pivoting, engine, monitor)
        if GrowthCheck.holds(factors, largest: coefficients.facts.largestMagnitude, on: engine) { return (pivots, choice) }
        choice = PivotingChoice(.partial, "\(promised), but the factors grew beyond twice the largest element")
      } catch {
        guard case .noPivot(let k) = error else { throw .stopped }
        let sector = coefficients.sectors[k].qualifiedCode
        choice = PivotingChoice(.partial, "\(promised), but rounding left no positive pivot at \(sector)")
      }
      // The fractions told so far may not fall: all that is left counts as the end.
      monitor = monitor.part(1...1)
    }
    do throws(FactorizationError) {
      return (try factorize(coefficients, into: &factors, choice.pivoting, engine, monitor), choice)
    } catch {
      switch error {
      case .noPivot(let k): throw .singular(sector: coefficients.sectors[k])
      case .stopped: throw .stopped
      }
    }
  }

  private static func factorize(
    _ coefficients: any CoefficientOperator, into factors: inout Matrix<Double>, _ pivoting: Pivoting, _ engine: Engine,
    _ monitor: WorkMonitor
  ) throws(FactorizationError) -> Pivots {
    var target = factors.mutableView
    coefficients.formIdentityMinus(into: &target, on: engine)
    return try engine.factorize(&target, pivoting: pivoting, monitor: monitor)
  }
}
