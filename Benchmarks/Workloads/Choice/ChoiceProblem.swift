import BenchmarkHarness
import Leontief

/// A table, a number of right-hand sides and an engine with its threads: what a method is chosen for.
public struct ChoiceProblem: Sendable {
  public let table: ChoiceTable
  public let rightHandSides: Int
  public let engine: Engine
  /// What `auto` weighs here.
  public let choice: SolverChoice
  public let methods: [ChoiceMethod]

  public init(_ table: ChoiceTable, rightHandSides m: Int, on engine: Engine, budget: MemoryBudget) {
    self.table = table
    rightHandSides = m
    self.engine = engine
    choice = SolverChoice(
      SolveProblem(table.coefficients, rightHandSides: m), on: engine,
      budget: budget.holding(table.coefficients.allocatedBytes))
    methods = ChoiceMethod.all(choice, rightHandSides: m, density: table.density)
  }

  public var threads: Int { engine.team.threads }

  /// "dense-44x56, 16 right-hand sides, 2 threads".
  public var name: String { "\(table.name)-m\(rightHandSides)-t\(threads)" }

  /// A cell for each method, in the order of `methods`.
  public func cells(budget: MemoryBudget) -> [BenchmarkCell] {
    let patience = Patience(predicted: choice.chosen?.seconds ?? 1)
    return methods.map { method in
      let task = Result { try MethodTask(method, table, rightHandSides: rightHandSides, patience, budget) }
      return BenchmarkCell(
        id: "\(name): \(method.title)", kernel: "solve",
        parameters: [
          "n": .integer(table.coefficients.count), "nrhs": .integer(rightHandSides), "method": .text(method.title),
          "table": .text(table.name), "seed": .text(String(table.seed)),
        ], model: model, inputHash: nil, engine: engine, prospect: Self.prospect(task))
    }
  }

  /// The multiply-adds of one product with A, and its bytes: what methods are measured in, not what they do.
  private var model: CostModel {
    CostModel(
      flops: 2 * Double(table.coefficients.facts.nonZeros) * Double(rightHandSides),
      bytesMin: Double(table.coefficients.bytesPerPass), roof: rightHandSides > 8 ? .compute : .memory)
  }

  private static func prospect(_ task: Result<MethodTask, any Error>) -> BenchmarkCell.Prospect {
    switch task {
    case .success(let task): .ready(task)
    case .failure(let error): .skipped(reason: "memory: \(error)")
    }
  }
}
