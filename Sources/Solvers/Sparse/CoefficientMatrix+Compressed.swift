import Kernels
import MatrixCore

extension CoefficientMatrix {
  /// The same A in compressed rows, its flows divided once. Cost: two passes over what is stored. Errors: memory.
  public func compressed(
    on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(SolverError) -> SparseCoefficients {
    let values = try storage.compressed(on: engine, budget.holding(allocatedBytes))
    return try SparseCoefficients(sectors: sectors, values: values, on: engine)
  }
}

extension ScaledMatrix {
  fileprivate func compressed(
    on engine: Engine, _ budget: MemoryBudget
  ) throws(SolverError) -> SparseMatrix<Double> {
    try SparseCoefficients.compress(values.view, scale, on: engine, budget)
  }
}
