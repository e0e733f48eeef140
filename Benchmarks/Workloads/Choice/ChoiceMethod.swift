import BenchmarkHarness
import Leontief

/// A method of the comparison.
public struct ChoiceMethod: Sendable {
  /// "auto", or the variant's title.
  public let title: String
  public let solver: any LeontiefSolver
  /// What `auto` predicts for it; for "auto" itself what it predicts for the method it takes.
  public let predictedSeconds: Double?

  /// Whether its answers are an iteration's: of "auto" those of the method it takes.
  public let isIteration: Bool

  public static let auto = "auto"

  package init(_ title: String, _ solver: any LeontiefSolver, taking taken: (any LeontiefSolver)? = nil, predicted: Double? = nil)
  {
    self.title = title
    self.solver = solver
    predictedSeconds = predicted
    isIteration = (taken ?? solver) is IterativeSolver
  }

  /// `auto`, all that it weighs, and those it does not weigh and that may still be the fastest on a table that full.
  public static func all(_ choice: SolverChoice, rightHandSides m: Int, density: Double) -> [ChoiceMethod] {
    let own = ChoiceMethod(
      auto, AutoSolver(rightHandSides: m), taking: choice.chosen?.solver, predicted: choice.chosen?.seconds)
    let weighed = choice.candidates.map { ChoiceMethod($0.title, $0.solver, predicted: $0.seconds) }
    let others = unweighed(density: density).filter { other in !weighed.contains { $0.title == other.title } }
    return [own] + weighed + others
  }

  /// The part of A that is not zero up to which the sparse elimination is tried: it cannot be broken off, and the factors of
  /// fuller tables are full.
  public static let mostSparse = 0.3

  private static func unweighed(density: Double) -> [ChoiceMethod] {
    let iterations = [
      IterativeSolver(.gmres), IterativeSolver(.stationary), IterativeSolver(.bicgstab), IterativeSolver(.chebyshev),
      IterativeSolver(.chebyshev, storage: .double), .neumann,
    ]
    let sparse = density <= mostSparse ? [ChoiceMethod("sparse-lu", SparseLUSolver())] : []
    return iterations.map { ChoiceMethod($0.title, $0) } + sparse
      + [ChoiceMethod("gth", GTHSolver()), ChoiceMethod("inverse", InverseSolver())]
  }
}
