import BenchmarkHarness
import Leontief

/// A method of the comparison.
public struct ChoiceMethod: Sendable {
  /// "auto", or the variant's title.
  public let title: String
  public let solver: any LeontiefSolver
  /// What `auto` predicts for it; for "auto" itself what it predicts for the method it takes.
  public let predictedSeconds: Double?

  public static let auto = "auto"

  /// `auto`, all that it weighs, and those it does not weigh and that may still be the fastest.
  public static func all(_ choice: SolverChoice, rightHandSides m: Int) -> [ChoiceMethod] {
    let own = ChoiceMethod(
      title: auto, solver: AutoSolver(rightHandSides: m), predictedSeconds: choice.chosen?.seconds)
    let weighed = choice.candidates.map {
      ChoiceMethod(title: $0.title, solver: $0.solver, predictedSeconds: $0.seconds)
    }
    let others = unweighed.filter { other in !weighed.contains { $0.title == other.title } }
    return [own] + weighed + others.map { ChoiceMethod(title: $0.title, solver: $0.solver, predictedSeconds: nil) }
  }

  private static let unweighed: [(title: String, solver: any LeontiefSolver)] =
    [
      IterativeSolver(.gmres), IterativeSolver(.stationary), IterativeSolver(.bicgstab), IterativeSolver(.chebyshev),
      IterativeSolver(.chebyshev, storage: .double), .neumann,
    ].map { ($0.title, $0) } + [("sparse-lu", SparseLUSolver()), ("gth", GTHSolver()), ("inverse", InverseSolver())]
}
