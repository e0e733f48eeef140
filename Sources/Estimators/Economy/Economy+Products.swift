import MatrixCore
import Solvers

extension Economy {
  /// A u: what the sectors sell to each other when they produce u. Cost: one pass over A.
  public func product(_ vector: [Double]) throws(EstimationError) -> [Double] {
    do {
      return try coefficients.product(.output, vector, on: engine)
    } catch { throw .solver(.allocation(error)) }
  }
}
