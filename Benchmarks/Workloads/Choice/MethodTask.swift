import BenchmarkHarness
import Leontief

/// One method on one table: prepared and solved. The coefficients and their facts are there already.
package final class MethodTask: TimedTask {
  private let method: ChoiceMethod
  private let table: ChoiceTable
  private let demand: Matrix<Double>
  private let patience: Patience
  private let budget: MemoryBudget
  private var answer: Matrix<Double>
  private var leastSeconds = Double.infinity

  /// Errors: `AllocationError`.
  package init(
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

  package func reset() {}

  package func run(on engine: Engine) throws {
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
      // What was broken off after it had answered is a slow sample: the disturbance of one run does not undo the others.
      if case .stopped = error, leastSeconds.isFinite { return }
      throw failure(error, limit: limit)
    }
    let (whole, attoseconds) = (ContinuousClock.now - start).components
    let seconds = Double(whole) + Double(attoseconds) * 1e-18
    leastSeconds = min(leastSeconds, seconds)
    patience.took(seconds)
  }

  /// A method that refuses a table or gives up has no time. What is taken by itself must answer.
  private func failure(_ error: SolverError, limit: Double) -> any Error {
    guard !isEndless else { return error }
    switch error {
    case .stopped: return ProblemRefusal("too slow: not done after \(Int(limit * 1000)) ms")
    case .notConverged, .coefficientNegative, .deficitNotUsable, .closedGroup, .sparseLibraryMissing, .sparseFactorsTooLarge:
      return ProblemRefusal("\(error)")
    // A block without an inverse does not make I − A singular.
    case .singular where method.isIteration: return ProblemRefusal("\(error)")
    default: return error
    }
  }

  /// What is taken by itself is waited for.
  private var isEndless: Bool { method.title == ChoiceMethod.auto }

  private static func solve(
    _ system: any PreparedSystem, _ demand: borrowing Matrix<Double>, _ monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try system.solve(demand.view, orientation: .output, monitor: monitor)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  /// The componentwise backward error of some columns in arithmetic of its own. Iterations promise 1e-14, or 4 √n eps where
  /// that is more, as they measure it: twice that allows for the roundings of their measurement. Eliminations promise
  /// (n + 1) eps.
  package func check() -> [AnswerCheck] {
    let pairs = Self.checkedColumns(answer.columns).map { (x: answer.columnValues($0), y: demand.columnValues($0)) }
    let n = Double(answer.rows)
    let limit =
      method.isIteration ? 2 * max(1e-14, 4 * n.squareRoot() * .ulpOfOne) : max(1e-14, (n + 1) * .ulpOfOne)
    return [AnswerCheck("componentwise_backward_error", table.backwardError(pairs), atMost: limit)]
  }

  /// The first, the last, and one inside each panel of an iteration.
  package static func checkedColumns(_ m: Int) -> [Int] {
    guard m > 0 else { return [] }
    let width = IterativeSolver.panelWidth
    let inner = stride(from: 0, to: m, by: width).map { ($0 + min($0 + width, m)) / 2 }
    return ([0] + inner + [m - 1]).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}
