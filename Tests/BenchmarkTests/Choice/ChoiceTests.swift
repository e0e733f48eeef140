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
    let counts = ChoiceTablePlan.standardRightHandSides
    let combinations = plans.map { counts.count - ChoiceOmission.omitted(counts, sectors: $0.shape.count).count }
    // The smallest table has fewer sectors than the most right-hand sides.
    #expect(combinations.reduce(0, +) == 34)
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
    #expect(problem.methods.first?.isIteration == (problem.choice.chosen?.solver is IterativeSolver))
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

  @Test func theSparseEliminationIsTriedOnSparseTablesOnly() throws {
    for (fullness, isTried) in [(0.2, true), (1.0, false)] {
      let problem = ChoiceProblem(
        try table("6x9", fullness: fullness), rightHandSides: 1, on: engine, budget: .unlimited)
      #expect(problem.methods.contains { $0.title == "sparse-lu" } == isTried)
    }
  }

  /// `auto` took so many seconds, the best of the others one, one method refused.
  private func outcome(autoSeconds: Double) throws -> ChoiceOutcome {
    let problem = ChoiceProblem(try table("3x5"), rightHandSides: 1, on: engine, budget: .unlimited)
    let clock = FakeClock()
    let cells = problem.methods.enumerated().map { index, method in
      let task = ScriptedTask(clock, seconds: [index == 0 ? autoSeconds : index == 2 ? 1 : 3])
      if index == 1 { task.failure = (1, ProblemRefusal("not for this table")) }
      return task.cell(id: method.title)
    }
    let runner = BenchmarkRunner(
      clock: clock, schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 3, maxSeconds: 0))
    return ChoiceOutcome(problem, runner.run(cells))
  }

  @Test func theRatioIsOfAutoToTheBestOfTheOthers() throws {
    let met = try outcome(autoSeconds: 1.25)
    #expect(met.autoSeconds == 1.25 && met.ratio == 1.25 && met.isMet)
    #expect(met.best?.title == met.problem.methods[2].title && met.best?.seconds == 1)
    #expect(met.dropped.map(\.title) == [met.problem.methods[1].title])
    #expect(met.dropped.map(\.reason) == ["not for this table"])
    #expect(met.prediction == (met.problem.choice.chosen?.seconds ?? 0) / 1.25)
    let notMet = try outcome(autoSeconds: 1.5)
    #expect(notMet.ratio == 1.5 && !notMet.isMet)
    // Faster than any other by name is met, too.
    #expect(try outcome(autoSeconds: 0.5).isMet)
  }

  @Test func patienceIsThatOfTheQuickestAndBeforeItOfThePrediction() {
    let patience = Patience(predicted: 0.5)
    #expect(patience.limit == 5 && patience.isWorthwhile(100))
    for seconds in [4.0, 1, 2] { patience.took(seconds) }
    #expect(patience.limit == 2.5)
    #expect(patience.isWorthwhile(2) && !patience.isWorthwhile(2.001))
    // Short runs are all worth their time.
    patience.took(1e-6)
    #expect(patience.limit == 0.2 && patience.isWorthwhile(0.2) && !patience.isWorthwhile(0.201))
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
    for measurement in outcome.measurements {
      #expect(!measurement.state.isTimed && !measurement.state.isInvalid, "\(measurement.cell.id): \(measurement.state)")
    }
    #expect(outcome.measurements.first?.state.reason?.hasPrefix("memory: ") == true)
    #expect(outcome.ratio == nil && !outcome.isMet)
  }
}
