import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

@Suite struct SolverSuiteTests {
  private let suite = ContestSuite(.solvers)

  @Test func theLimitsOfTheTable() {
    func limits(_ cell: String) -> [(Requirement.Measure, Double, Double?)] {
      suite.requirements.filter { $0.cell == cell && $0.contender == "swift" }.map { ($0.measure, $0.must, $0.aim) }
    }
    #expect(suite.cells.map(\.id) == ["solve-m1-n9800", "solve-m64-n9800", "inverse-n4915", "solve-sparse-n1435"])
    let one = limits("solve-m1-n9800")
    #expect(one.map(\.0) == [.speed(over: "numpy"), .readings(atRoof: "read")])
    #expect(one.map(\.1) == [20, 1 / 12.0] && one.map(\.2) == [40, 1 / 6.0])
    #expect(limits("solve-m64-n9800").map(\.1) == [6] && limits("solve-m64-n9800").map(\.2) == [12])
    #expect(limits("inverse-n4915").map(\.1) == [1.8] && limits("inverse-n4915").map(\.2) == [2.3])
    let sparse = limits("solve-sparse-n1435")
    #expect(sparse.map(\.0) == [.speed(over: "scipy")] && sparse.map(\.1) == [20] && sparse.map(\.2) == [50])
    #expect(suite.requirements.count == 5)
  }

  @Test func theTableInAFileRunsOnDemand() throws {
    let suite = ContestSuite(.solvers, scratch: "/there") { id, isOnDemand in isOnDemand }
    let cell = try #require(suite.cells.first)
    #expect(suite.cells.count == 1 && cell.id == "solve-mapped-n39360" && cell.problem.folder == "/there")
    #expect(cell.contenders == ["swift"] && suite.roofs.isEmpty)
    let limits: [Limit] = [.seconds(90), .anonymousBytes(0x1p34), .diskReadings(2), .readingsBesideSolve(2)]
    #expect(suite.requirements.map(\.measure) == limits.map { .limit($0) })
    #expect(suite.requirements.map(\.must) == [1, 1, 1, 1] && suite.requirements.map(\.aim) == [3, nil, nil, nil])
    #expect(self.suite.cells.allSatisfy { $0.problem.folder == nil })
  }

  @Test func aTableInAFileNeedsAFolder() {
    #expect(throws: ProblemRefusal("a table in a file needs a folder")) {
      try ContestProblem(kernel: "solve-mapped", n: 20, seed: 1).task(on: TestEngines.swift)
    }
  }

  /// Reading A once at the roof's rate in a twelfth of the time is just met.
  @Test func twelveReadingsOfTheTableAreTheLimit() throws {
    let cell = try #require(suite.cells.first { $0.id == "solve-m1-n9800" })
    #expect(cell.model.roof == .memory)
    #expect(abs(cell.model.bytesMin / (8 * 9800 * 9800) - 1) < 1e-3)
  }

  @Test func theInverseIsTheKernelSuites() {
    let other = ContestSuite(.kernels).cells.first { $0.problem.kernel == "inverse" }
    #expect(suite.cells.first { $0.problem.kernel == "inverse" } == other)
  }

  @Test(arguments: TestEngines.all)
  func everyProblemIsSolvedAndChecked(engine: TestEngine) throws {
    for problem in ContestSuite(.solvers, scale: 0.02).cells.map(\.problem) {
      let task = try problem.task(on: engine.engine)
      try task.reset()
      try task.run(on: engine.engine)
      let checks = try task.check()
      #expect(!checks.isEmpty && checks.allSatisfy(\.passes), "\(problem.kernel): \(checks)")
    }
  }

  @Test(arguments: ["solve", "solve-sparse", "inverse"], [0, -5, 1 << 40])
  func sizesThatNoTableHasAreRefused(kernel: String, n: Int) {
    #expect(throws: ProblemRefusal.self) { try ContestProblem(kernel: kernel, n: n, seed: 1).task(on: TestEngines.swift) }
  }
}
