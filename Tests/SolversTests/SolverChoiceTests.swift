import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Which method is taken, on a host whose speed is given.
@Suite struct SolverChoiceTests {
  /// Two cores: 280 GFLOP/s, 50 GB/s.
  private let rates = HostRates(flops: 2.2e11, bytes: 5e10, cachedBytes: 1e11, cacheSize: 24e6, source: .measured)

  private func title(_ n: Int, _ m: Int, limit: Int? = nil) -> String? {
    SolverChoice(
      SolveProblem(sectors: n, rightHandSides: m), rates: rates, budget: MemoryBudget(limit: limit)
    ).chosen?.title
  }

  @Test func fewRightHandSidesAreIteratedAndManyEliminated() {
    #expect(title(9800, 1)?.hasPrefix("gmres") == true)
    #expect(title(9800, 64)?.hasPrefix("gmres") == true)
    #expect(title(9800, 9800)?.hasPrefix("lu") == true)
    // Once elimination is cheaper it stays so.
    let titles = [1, 4, 16, 64, 256, 1024, 4096].map { title(4915, $0)?.hasPrefix("lu") == true }
    #expect(titles == titles.sorted { !$0 && $1 } && titles.last == true && titles.first == false)
  }

  @Test func candidatesAreSortedAndTheFirstThatFitsIsTaken() throws {
    let problem = SolveProblem(sectors: 9800, rightHandSides: 1)
    let free = SolverChoice(problem, rates: rates)
    #expect(free.candidates.count == 12)
    #expect(free.candidates.map(\.seconds) == free.candidates.map(\.seconds).sorted())
    #expect(free.chosen?.title == free.candidates[0].title)
    #expect(free.reason.hasPrefix("the fastest of 12 by the measured speed of this host: "))
    // Single storage takes n² floats, which this limit has no room for.
    let least = SolverChoice(problem, rates: rates, budget: MemoryBudget(limit: free.leastBytes))
    #expect(least.chosen?.bytes == free.leastBytes)
    let none = SolverChoice(problem, rates: rates, budget: MemoryBudget(limit: free.leastBytes - 1))
    #expect(none.chosen == nil && none.reason == "nothing fits in memory")
  }

  @Test(arguments: [(0, 0), (0, 1), (1, 0), (1, 1), (7, 7)]) func theSmallestProblemsHavePredictions(_ n: Int, _ m: Int) {
    let choice = SolverChoice(SolveProblem(sectors: n, rightHandSides: m), rates: rates)
    #expect(choice.chosen != nil && choice.candidates.allSatisfy { $0.seconds.isFinite && $0.seconds > 0 })
  }

  /// More right-hand sides never take eliminations less. Iterations may share from some number on what each did alone.
  @Test func predictionsGrowWithTheRightHandSides() throws {
    let counts = [1, 2, 8, 11, 12, 63, 64, 65, 66, 128, 511, 512, 513, 2464]
    let choices = counts.map { SolverChoice(SolveProblem(sectors: 2464, rightHandSides: $0), rates: rates).candidates }
    for title in ["lu", "lu-mixed"] {
      let seconds = try choices.map { try #require($0.first { $0.title == title }).seconds }
      #expect(seconds == seconds.sorted(), "\(title): \(seconds)")
    }
  }

  @Test(arguments: TestEngines.all) func theAnswerTellsWhatWasChosenAndWhy(_ test: TestEngine) throws {
    let rows = [[Double]].coefficients(90, columnSum: 0.8, seed: 420)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    let y = [Double](repeating: 1, count: 90)
    let solution = try AutoSolver(rightHandSides: 1).prepare(matrix, on: test.engine).solve(y)
    let reference = try DenseLUSolver().prepare(matrix, on: test.engine).solve(y)
    #expect(solution.report.reason.hasPrefix("the fastest of 12 by the assumed speed of this host"))
    #expect(relativeDifference(solution.vector, reference.vector) <= 1e-12)
  }

  @Test func memoryThatNoMethodHasIsRefusedWithTheBytes() throws {
    let matrix = try CoefficientMatrix(codes: ["a", "b"], rows: [[0.1, 0.2], [0.3, 0.1]], on: TestEngines.swift)
    let error = #expect(throws: SolverError.self) {
      try AutoSolver(rightHandSides: 1).prepare(matrix, on: TestEngines.swift, budget: MemoryBudget(limit: 40)).sectorCount
    }
    #expect(error?.description.contains("bytes of memory") == true)
  }

  @Test(arguments: SolverKind.allCases) func everyNameIsThatOfItsSolver(_ kind: SolverKind) {
    #expect(kind.solver(rightHandSides: 1).name == kind.rawValue)
  }
}
