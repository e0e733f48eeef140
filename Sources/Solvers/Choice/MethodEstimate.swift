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
