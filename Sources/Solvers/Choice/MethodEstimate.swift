import MatrixCore

/// A method with what it is predicted to cost on one problem.
public struct MethodEstimate: Sendable {
  /// The name with its variant ("gmres, single storage").
  public let title: String
  public let seconds: Double
  /// Memory beside the coefficients.
  public let bytes: Int
  package let solver: any LeontiefSolver
}

extension IterativeSolver {
  /// "gauss-seidel, single storage", "gmres by the diagonal, double storage".
  package var title: String {
    let part = preconditioner == .diagonal && method != .stationary ? " by the diagonal" : ""
    return "\(name)\(part), \(storage.rawValue) storage"
  }
}
