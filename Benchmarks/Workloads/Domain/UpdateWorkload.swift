import BenchmarkHarness
import Leontief

/// What if: eight sectors with new recipes, answered by a system that was prepared before the change.
public struct UpdateWorkload: Workload {
  public init() {}

  public let kernel = "update"
  public var title: String {
    "what if \(UpdateTask.rank) sectors had other recipes: the change of a prepared system (LU) and one solve"
  }
  public var parameters: [String: CellParameter] { ["rank": .integer(UpdateTask.rank)] }

  /// k + 1 solves of 2n² flops; the factors and A read once. The proof that the changed economy is productive is not counted.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 2 * n * n * Double(UpdateTask.rank + 1), bytesMin: 16 * n * n, roof: .memory)
  }

  /// A solve is about six products with A, its checks included.
  public func effort(sectors n: Int) -> CostModel {
    let model = model(sectors: n)
    return CostModel(flops: 6 * model.flops, bytesMin: 15 * model.bytesMin, roof: .memory)
  }

  /// New recipes, demand and the answer.
  public func bytesNeeded(sectors n: Int) -> Int { MemoryBudget.bytes(rows: n, columns: UpdateTask.rank + 2) }

  /// A and its factors.
  public func bytesOfEngine(sectors n: Int) -> Int { bytes(squareMatrices: 2, of: n) }
  /// The check takes a changed A.
  public func bytesWhileRunning(sectors n: Int) -> Int { bytes(squareMatrices: 1, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try UpdateTask(economy) }
}

package final class UpdateTask: PreparingTask {
  package static let rank = 8

  private let economy: SyntheticEconomy
  private let base: PreparedEconomy
  private let demand: Matrix<Double>
  private let change: CoefficientChange
  /// New recipes by sector.
  private let recipes: [Int: [Double]]
  package var answer: Matrix<Double>

  /// Errors: `LabelError`, `AllocationError`, `UpdateError`.
  package init(_ economy: SyntheticEconomy) throws {
    let n = economy.count
    var generator = SplitMix64(seed: economy.seed, stream: "update")
    var recipes: [Int: [Double]] = [:]
    for k in 0..<min(Self.rank, n) {
      let sector = k * (n / min(Self.rank, n))
      // Sixteenths from a half to one: less is bought, and the economy stays productive.
      recipes[sector] = (0..<n).map { economy.coefficients[$0, sector] * Double(generator.next(in: 8...16)) / 16 }
    }
    base = try PreparedEconomy(economy)
    var change = CoefficientChange(of: base.sectors)
    for (sector, recipe) in recipes { try change.change(.column(sector), to: .values(recipe)) }
    (self.economy, self.change, self.recipes) = (economy, change, recipes)
    demand = try economy.finalDemand(columns: 1)
    answer = try Matrix(rows: n, columns: 1, layout: .columnMajor)
  }

  package func reset() {}

  package func prepare(on engine: Engine) throws { try base.prepare(on: engine) }

  package func run(on engine: Engine) throws {
    let system = try UpdatedSystem(base.system(on: engine), changing: change, on: engine)
    var solution = try Self.solve(system, demand)
    swap(&answer, &solution.values)
  }

  private static func solve(
    _ system: UpdatedSystem, _ demand: borrowing Matrix<Double>
  ) throws(SolverError) -> Solution {
    try system.solve(demand.view, orientation: .output)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  /// As those of a solve, on an economy in which the recipes are changed.
  package func check() throws -> [AnswerCheck] {
    var values = try economy.coefficients.copied(layout: .rowMajor)
    for (sector, recipe) in recipes {
      for i in recipe.indices { values[i, sector] = recipe[i] }
    }
    return SolutionCheck(economy.changed(values)).checks(answer, demand: demand)
  }
}
