import Aggregation
import MatrixCore
import Solvers

/// Why an estimate was not made.
public enum EstimationError: Error, Equatable, CustomStringConvertible {
  case study(StudyError)
  case noValueAdded(table: String)
  case noFinalDemand(table: String)
  case noOutput(table: String)
  /// Flows include imports, and the measure speaks of the domestic economy.
  case totalFlows(table: String)
  case aggregation(AggregationError)
  case trade(TradeError)
  case solver(SolverError)

  public var description: String {
    switch self {
    case .study(let error): "\(error)"
    case .noValueAdded(let table): "\(table) has no value added; an estimate of value added needs va.npy"
    case .noFinalDemand(let table): "\(table) has no final demand; an estimate of value added needs Y.npy"
    case .noOutput(let table): "\(table) has no gross output; add x.npy"
    case .totalFlows(let table):
      "the flows of \(table) include imports, so its multipliers are technological and not domestic; --technological accepts them"
    case .aggregation(let error): "\(error)"
    case .trade(let error): "\(error)"
    case .solver(let error): "\(error)"
    }
  }
}
