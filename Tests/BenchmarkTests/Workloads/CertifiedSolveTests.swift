import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// The timed solves of the suite `solvers`: what is right passes on every engine, what is wrong fails.
@Suite struct CertifiedSolveTests {
  private func task(_ columns: Int, _ storage: CertifiedSolveTask.Storage, n: Int = 60) throws -> CertifiedSolveTask {
    let economy =
      storage == .dense
      ? try SyntheticEconomy(generated: n, seed: 5, on: TestEngines.swift)
      : try SyntheticEconomy(trading: try #require(EconomyShape(count: n)), fullness: 0.4, seed: 5)
    return try CertifiedSolveTask(economy, rightHandSides: columns, storage: storage)
  }

  private func failures(_ task: any TimedTask) -> [String] {
    (try? task.check())?.filter { !$0.passes }.map(\.name) ?? ["no check"]
  }

  @Test(arguments: TestEngines.all, [CertifiedSolveTask.Storage.dense, .compressedRows])
  func rightAnswersPass(_ test: TestEngine, storage: CertifiedSolveTask.Storage) throws {
    for (columns, n) in [(1, 60), (3, 60), (64, 60), (1, 16), (2, 400)] {
      let task = try task(columns, storage, n: n)
      #expect(task.method == nil && task.predictedSeconds() == nil)
      for _ in 0..<2 {
        try task.reset()
        try task.run(on: test.engine)
        #expect(failures(task) == [], "\(n) \(columns)")
      }
      let method = try #require(task.method)
      #expect(method.seconds > 0 && !method.name.isEmpty && !method.reason.isEmpty)
      #expect(try #require(task.predictedSeconds()) > 0)
    }
  }

  @Test(arguments: [CertifiedSolveTask.Storage.dense, .compressedRows])
  func aComponentThatIsOffByMoreThanIsProvedFails(storage: CertifiedSolveTask.Storage) throws {
    let task = try task(64, storage)
    try task.reset()
    try task.run(on: TestEngines.swift)
    let value = task.solve.answer[7, 5]
    // Too small for the residual of sums of columns, but not for the proof.
    task.solve.answer[7, 5] = value * (1 + 1e-11)
    #expect(failures(task).contains("component_error_bound"))
    task.solve.answer[7, 5] = .nan
    #expect(Set(failures(task)).isSuperset(of: ["component_error_bound", "accounting_gap_n_eps"]))
    task.solve.answer[7, 5] = value
    #expect(failures(task) == [])
  }

  @Test func anAnswerThatWasNeverMadeIsNotProved() throws {
    #expect(failures(try task(1, .dense)).contains("component_error_bound"))
  }
}
