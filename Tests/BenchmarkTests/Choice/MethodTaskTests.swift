import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// One method of the comparison: which of its failures are its right, and what its answers are held to.
@Suite struct MethodTaskTests {
  private let engine = Engine.select(.swift, threads: 1)
  private static let farm = SectorLabel(region: "R", code: "farm", name: "Farms")

  private func task(_ method: ChoiceMethod, rightHandSides m: Int = 1, shape: String = "3x5") throws -> MethodTask {
    let table = try ChoiceTable(ChoiceTablePlan(try #require(EconomyShape(shape))), seed: 5, on: engine)
    return try MethodTask(method, table, rightHandSides: m, Patience(predicted: 1), .unlimited)
  }

  private func measured(_ task: MethodTask, rounds: Int = 3) -> CellMeasurement {
    let cell = BenchmarkCell(
      id: "a method", kernel: "solve", parameters: [:], model: CostModel(flops: 1, bytesMin: 1, roof: .memory), inputHash: nil,
      engine: engine, prospect: .ready(task))
    let runner = BenchmarkRunner(
      clock: SystemClock(), schedule: Schedule(seed: 1), limits: RunLimits(minRounds: rounds, maxSeconds: 0))
    return runner.run([cell])[0]
  }

  private func isRefusal(_ state: CellState) -> Bool { if case .skipped = state { true } else { false } }

  private static let refusals: [SolverError] = [
    .notConverged(method: "gmres", passes: 9, backwardError: 1), .coefficientNegative(row: farm, column: farm),
    .deficitNotUsable(sector: farm, deficit: -0.085), .closedGroup(sector: farm), .sparseLibraryMissing(reason: "none"),
    .sparseFactorsTooLarge(sectors: 3), .stopped,
  ]

  @Test(arguments: refusals) func aMethodMayRefuseATable(_ refusal: SolverError) throws {
    let state = measured(try task(ChoiceMethod("a method", ScriptedSolver(failures: [1: refusal])))).state
    #expect(isRefusal(state), "\(refusal): \(state)")
    // What is taken by itself must answer.
    #expect(measured(try task(ChoiceMethod(ChoiceMethod.auto, ScriptedSolver(failures: [1: refusal])))).state.isInvalid)
  }

  @Test(arguments: [SolverError.notFinite(sector: farm), .residualTooLarge(scaled: 17), .singular(sector: farm)])
  func aWrongAnswerIsNoRefusal(_ failure: SolverError) throws {
    #expect(measured(try task(ChoiceMethod("a method", ScriptedSolver(failures: [1: failure])))).state.isInvalid)
  }

  /// A block may have no inverse where I − A has one.
  @Test func anIterationMayMeetASingularBlock() throws {
    let solver = ScriptedSolver(failures: [1: .singular(sector: Self.farm)])
    let state = measured(try task(ChoiceMethod("an iteration", solver, taking: IterativeSolver(.gmres)))).state
    #expect(isRefusal(state), "\(state)")
  }

  @Test func aDisturbedRunKeepsTheSamplesOfTheOthers() throws {
    let measurement = measured(try task(ChoiceMethod("a method", ScriptedSolver(failures: [3: .stopped]))))
    #expect(measurement.state == .valid && measurement.samples.count == 3, "\(measurement.state)")
  }

  /// auto is held to what the method promises that it takes.
  @Test func autoPromisesWhatTheMethodItTakesDoes() throws {
    let taken = IterativeSolver(.gmres)
    func limit(_ method: ChoiceMethod) throws -> Double? {
      let task = try task(method)
      try task.run(on: engine)
      return task.check().first?.threshold
    }
    let own = try limit(ChoiceMethod(ChoiceMethod.auto, AutoSolver(rightHandSides: 1), taking: taken))
    #expect(own == (try limit(ChoiceMethod("gmres", taken))))
    #expect(own != (try limit(ChoiceMethod("lu", DenseLUSolver()))))
  }

  @Test(
    arguments: [
      (0, []), (1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (64, [0, 32, 63]), (65, [0, 32, 64]), (256, [0, 32, 96, 160, 224, 255]),
    ] as [(Int, [Int])])
  func aColumnInsideEachPanelIsChecked(columns: Int, checked: [Int]) {
    #expect(MethodTask.checkedColumns(columns) == checked)
  }

  @Test func oneWrongColumnInsideAPanelIsFound() throws {
    let right = measured(try task(ChoiceMethod("right", ScriptedSolver()), rightHandSides: 130), rounds: 1)
    #expect(right.state == .valid, "\(right.state)")
    let wrong = measured(try task(ChoiceMethod("wrong", ScriptedSolver(wrongColumn: 96)), rightHandSides: 130), rounds: 1)
    #expect(wrong.state.isInvalid)
  }
}
