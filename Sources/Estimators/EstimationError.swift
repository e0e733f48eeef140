import Aggregation
import MatrixCore
import Solvers

/// Why an estimate was not made.
public enum EstimationError: Error, Equatable, CustomStringConvertible {
  case study(StudyError)
  case noValueAdded(table: String)
  case noFinalDemand(table: String)
  case aggregation(AggregationError)
  case solver(SolverError)

  public var description: String {
    switch self {
    case .study(let error): "\(error)"
    case .noValueAdded(let table): "\(table) has no value added; an estimate of value added needs va.npy"
    case .noFinalDemand(let table): "\(table) has no final demand; an estimate of value added needs Y.npy"
    case .aggregation(let error): "\(error)"
    case .solver(let error): "\(error)"
    }
  }
}
