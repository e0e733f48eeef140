/// The methods by the names users choose them by.
public enum SolverKind: String, Sendable, CaseIterable {
  /// The one that is predicted to be fastest.
  case auto
  case lu
  case luMixed = "lu-mixed"
  case gmres
  case gaussSeidel = "gauss-seidel"
  case bicgstab
  case chebyshev
  case neumann
  /// Subtraction-free elimination from value added: every component accurate however small value added is.
  case gth
  /// Elimination of tables that are truly sparse, by SuiteSparse's KLU where it can be loaded.
  case sparseLU = "sparse-lu"
  /// The inverse itself, for those who want it to be used.
  case inverse

  /// The solver. `rightHandSides` is how many there will be in all, which `auto` asks for; `deficits` what a unit of each
  /// sector's output pays for primary inputs, which `gth` works with.
  public func solver(rightHandSides: Int, deficits: [Double]? = nil) -> any LeontiefSolver {
    switch self {
    case .auto: AutoSolver(rightHandSides: rightHandSides)
    case .lu: DenseLUSolver()
    case .luMixed: MixedLUSolver()
    case .gmres: IterativeSolver(.gmres)
    case .gaussSeidel: IterativeSolver(.stationary)
    case .bicgstab: IterativeSolver(.bicgstab)
    case .chebyshev: IterativeSolver(.chebyshev)
    case .neumann: IterativeSolver.neumann
    case .gth: GTHSolver(deficits: deficits)
    case .sparseLU: SparseLUSolver()
    case .inverse: InverseSolver()
    }
  }
}
