import Kernels
import MatrixCore

extension SolverError {
  /// Failures of the mathematics, which the coefficients may explain, as against bad input, stops and memory.
  public var isNumerical: Bool {
    switch self {
    case .pivotNotPositive, .singular, .notProductive, .notFinite, .residualTooLarge, .notConverged: true
    default: false
    }
  }

  /// The same failure with the sectors that cause it; itself where nothing in A explains it, or no memory is left to look.
  ///
  /// For the end of a failed solve, whatever the solver. Cost: see `ProductivityDiagnosis`.
  public func explained(
    by coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited
  ) -> SolverError {
    guard isNumerical, let diagnosis = try? ProductivityDiagnosis(of: coefficients, on: engine, budget: budget),
      diagnosis.findsCause
    else { return self }
    return .diagnosed(self, diagnosis)
  }
}
