import BenchmarkHarness
import Leontief

/// Two sides that are shell scripts, and the document they leave.
enum ScriptedPair {
  private static func cell(_ id: String) -> PairedCell {
    PairedCell(
      id: id, kernel: "toy", parameters: [:], problem: ContestProblem(kernel: "toy", n: 8, seed: 1),
      model: CostModel(flops: 100, bytesMin: 50, roof: .compute), bytesNeeded: 10)
  }

  static func runner(
    _ a: Contender, _ b: Contender, cells: [String] = ["toy"], maxSeconds: Double = 60, budget: Int? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) -> PairedRunner<SystemClock> {
    PairedRunner(
      [a, b], cells: cells.map(cell), clock: SystemClock(), schedule: Schedule(seed: 1), maxSeconds: maxSeconds,
      rule: PairedRule(minEffect: 0.02, cells: cells.count), budget: MemoryBudget(limit: budget), isInterrupted: isInterrupted)
  }

  static func document(_ runner: PairedRunner<SystemClock>, _ measurements: [PairedMeasurement]) -> PairedDocument {
    PairedDocument(
      suite: "test", suiteVersion: 1, generator: "test 1", run: RunIdentity(), seconds: runner.elapsed, seed: 1, maxSeconds: 60,
      rule: PairedRule(minEffect: 0.02, cells: measurements.count), generations: runner.generations, interrupted: false,
      tool: ToolRecord(name: "test", version: "1", swift: "6", buildMode: "release"),
      sides: ["a", "b"].map { SideRecord(ScriptedContender.steady($0, 1), engine: runner.engines[$0], failure: nil) },
      cells: measurements)
  }
}
