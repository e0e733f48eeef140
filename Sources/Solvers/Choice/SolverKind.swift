/// The methods by the names users choose them by.
public enum SolverKind: String, Sendable, CaseIterable {
  /// The one that is predicted to be fastest.
  case auto
  case lu
  case gmres
  case gaussSeidel = "gauss-seidel"
  case bicgstab
  case chebyshev
  case neumann

  /// The solver. `rightHandSides` is how many there will be in all, which `auto` asks for.
  public func solver(rightHandSides: Int) -> any LeontiefSolver {
    switch self {
    case .auto: AutoSolver(rightHandSides: rightHandSides)
    case .lu: DenseLUSolver()
    case .gmres: IterativeSolver(.gmres)
    case .gaussSeidel: IterativeSolver(.stationary)
    case .bicgstab: IterativeSolver(.bicgstab)
    case .chebyshev: IterativeSolver(.chebyshev)
    case .neumann: .neumann
    }
  }
}

extension LeontiefSolver where Self == IterativeSolver {
  fileprivate static var neumann: IterativeSolver { IterativeSolver.neumann }
}
