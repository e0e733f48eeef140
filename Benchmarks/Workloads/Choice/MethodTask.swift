import BenchmarkHarness
import Leontief

/// One method on one table: prepared and solved. The coefficients and their facts are there already.
final class MethodTask: TimedTask {
  private let method: ChoiceMethod
  private let table: ChoiceTable
  private let demand: Matrix<Double>
  private let patience: Patience
  private let budget: MemoryBudget
  private var answer: Matrix<Double>
  private var leastSeconds = Double.infinity

  /// Errors: `AllocationError`.
  init(
    _ method: ChoiceMethod, _ table: ChoiceTable, rightHandSides m: Int, _ patience: Patience, _ budget: MemoryBudget
  ) throws {
    self.method = method
    self.table = table
    self.patience = patience
    self.budget = budget
    let n = table.coefficients.count
    demand = try SyntheticEconomy.finalDemand(of: n, columns: m, seed: table.seed)
    answer = try Matrix(rows: n, columns: m, layout: .columnMajor)
  }

  func reset() {}

  func run(on engine: Engine) throws {
    guard isEndless || !leastSeconds.isFinite || patience.isWorthwhile(leastSeconds) else {
      throw ProblemRefusal("too slow: \(Int(leastSeconds * 1000)) ms")
    }
    let (limit, start) = (patience.limit, ContinuousClock.now)
    do throws(SolverError) {
      let monitor = patience.monitor(isEndless: isEndless)
      let system = try method.solver.prepare(table.coefficients, on: engine, budget: budget, monitor: monitor)
      var solution = try Self.solve(system, demand, monitor)
      swap(&answer, &solution.values)
    } catch {
      // A method that refuses a table or gives up has no time. What is taken by itself must answer.
      guard !isEndless else { throw error }
      switch error {
      case .stopped: throw ProblemRefusal("too slow: not done after \(Int(limit * 1000)) ms")
      case .notConverged, .coefficientNegative, .sparseLibraryMissing: throw ProblemRefusal("\(error)")
      default: throw error
      }
    }
    let (whole, attoseconds) = (ContinuousClock.now - start).components
    let seconds = Double(whole) + Double(attoseconds) * 1e-18
    leastSeconds = min(leastSeconds, seconds)
    patience.took(seconds)
  }

  /// What is taken by itself is waited for.
  private var isEndless: Bool { method.title == ChoiceMethod.auto }

  private static func solve(
    _ system: any PreparedSystem, _ demand: borrowing Matrix<Double>, _ monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try system.solve(demand.view, orientation: .output, monitor: monitor)
  }

  var answerHash: UInt64 { answer.bitHash() }

  /// The componentwise backward error of the first and the last column in arithmetic of its own. Iterations promise 1e-14, or
  /// 4 √n eps where that is more, as they measure it: twice that allows for the roundings of their measurement. Eliminations
  /// promise (n + 1) eps.
  func check() -> [AnswerCheck] {
    let columns = answer.columns > 1 ? [0, answer.columns - 1] : [0]
    let pairs = columns.map { (x: answer.columnValues($0), y: demand.columnValues($0)) }
    let n = Double(answer.rows)
    let limit =
      method.solver is IterativeSolver
      ? 2 * max(1e-14, 4 * n.squareRoot() * .ulpOfOne) : max(1e-14, (n + 1) * .ulpOfOne)
    return [AnswerCheck("componentwise_backward_error", table.backwardError(pairs), atMost: limit)]
  }
}
