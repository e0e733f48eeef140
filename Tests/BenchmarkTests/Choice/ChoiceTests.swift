import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// The comparison of methods: what is compared, and that a wrong answer has no time.
@Suite struct ChoiceTests {
  private let engine = Engine.select(.swift, threads: 1)

  private func table(_ shape: String, fullness: Double = 1) throws -> ChoiceTable {
    try ChoiceTable(ChoiceTablePlan(try #require(EconomyShape(shape)), fullness: fullness), seed: 5, on: engine)
  }

  private func measure(_ problem: ChoiceProblem) -> [CellMeasurement] {
    let runner = BenchmarkRunner(
      clock: SystemClock(), schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 1, maxSeconds: 0))
    return runner.run(problem.cells(budget: .unlimited))
  }

  @Test func theStandardTablesMakeThirtyCombinationsEvenOnOneThread() {
    let plans = ChoiceTablePlan.standard
    #expect(Set(plans.map(\.name)).count == plans.count)
    #expect(plans.contains { $0.fullness < 1 } && plans.contains { $0.fullness == 1 })
    #expect(5 * plans.count >= ChoiceOutcome.leastCombinations)
  }

  @Test func aSparseTableKeepsItsRegionsAndLosesTrade() throws {
    let dense = try table("6x9").coefficients
    let sparse = try table("6x9", fullness: 0.4)
    #expect(sparse.name == "sparse-6x9" && sparse.coefficients is SparseCoefficients)
    // Equal flows at the edge fall together.
    #expect(sparse.density <= 0.4 && sparse.density > 0.39)
    #expect(sparse.coefficients.diagonal == dense.diagonal)
    #expect(sparse.coefficients.facts.largestColumnSum <= dense.facts.largestColumnSum)
  }

  @Test(arguments: ["1x1", "3x5"]) func everyMethodAnswersAndAutoComesFirst(_ shape: String) throws {
    let table = try table(shape)
    let problem = ChoiceProblem(table, rightHandSides: 1, on: engine, budget: .unlimited)
    #expect(problem.methods.first?.title == ChoiceMethod.auto)
    #expect(Set(problem.methods.map(\.title)).count == problem.methods.count)
    for candidate in problem.choice.candidates {
      #expect(problem.methods.contains { $0.title == candidate.title && $0.predictedSeconds == candidate.seconds })
    }
    let outcome = ChoiceOutcome(problem, measure(problem))
    for measurement in outcome.measurements {
      // What takes too long or is not installed is skipped; nothing may be wrong.
      #expect(!measurement.state.isInvalid, "\(measurement.cell.id): \(measurement.state)")
    }
    #expect(outcome.measurements.first?.state == .valid)
    #expect(outcome.best != nil && (outcome.ratio ?? 0) > 0 && (outcome.prediction ?? 0) > 0)
  }

  @Test func whereNothingFitsThereIsNoRatio() throws {
    let problem = ChoiceProblem(try table("3x5"), rightHandSides: 2, on: engine, budget: MemoryBudget(limit: 0))
    #expect(problem.choice.chosen == nil)
    let outcome = ChoiceOutcome(
      problem,
      problem.cells(budget: MemoryBudget(limit: 0)).map { cell in
        let runner = BenchmarkRunner(
          clock: SystemClock(), schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 1, maxSeconds: 0))
        return runner.run([cell])[0]
      })
    #expect(outcome.measurements.allSatisfy { $0.state.reason?.hasPrefix("memory: ") == true || !$0.state.isTimed })
    #expect(outcome.ratio == nil && !outcome.isMet)
  }
}
