/// The part M of I − A = M − N that an iterative method inverts in every step.
public enum Preconditioner: String, Sendable, CaseIterable {
  /// M = I: every step is one round of production.
  case none
  /// The diagonal.
  case diagonal
  /// The blocks of regions on the diagonal (`RegionPartition`).
  case blockJacobi = "block-jacobi"
  /// The same and everything left of them: each region sees what the regions before it have just become.
  case blockGaussSeidel = "block-gauss-seidel"
}

/// In which precision an iterative method stores the coefficients of its inner steps.
public enum IterationStorage: String, Sendable, CaseIterable {
  case double
  /// Half the bytes to read; the answer is corrected with residuals of the coefficients themselves until it is as good.
  case single
}
