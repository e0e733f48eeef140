import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

@Suite struct KernelSuiteTests {
  private let x86 = InstructionSetNames(best: .avx512, middle: .avx2, baseline: .sse2)

  @Test func theLimitsOfTheTable() {
    let suite = ContestSuite(.kernels, sets: x86)
    func musts(_ cell: String) -> [Double] { suite.requirements.filter { $0.cell == cell }.map(\.must) }
    #expect(musts("dgemm-n4000") == [1.12, 0.9, 1, 0.8])
    #expect(musts("sgemm-n4000") == [1.12, 0.9])
    #expect(musts("lu-n4000") == [1.2, 1])
    #expect(musts("lu-n9800") == [1.2, 0.8])
    #expect(musts("inverse-n4915") == [1.8])
    #expect(musts("ax-f64-k1-n9800") == [0.9] && musts("ax-f64-k8-n9800") == [0.9] && musts("ax-f64-k64-n9800") == [1])
    #expect(musts("ax-f32-k1-n9800") == [0.9] && musts("ax-f32-k8-n9800") == [0.9] && musts("ax-f32-k64-n9800") == [1])
    #expect(musts("aggregate-n9800") == [0.85, 8])
  }

  @Test func aProcessorWithoutLevels() {
    let suite = ContestSuite(.kernels, sets: InstructionSetNames(best: .neon, middle: nil, baseline: nil))
    #expect(suite.roofs.map(\.id) == ["peak-f64-neon", "peak-f32-neon", "read"])
    #expect(suite.cells.first?.contenders == ["swift", "openblas"])
  }

  @Test func scaleAndChoice() {
    let suite = ContestSuite(.kernels, scale: 0.01, sets: x86) { id, _ in id.hasPrefix("lu") }
    #expect(suite.cells.map(\.id) == ["lu-n40", "lu-n98"])
    // The forced set's own peak says why it does not meet what it must.
    #expect(suite.roofs.map(\.id) == ["peak-f64-avx512", "peak-f64-avx2"])
    #expect(suite.requirements.count == 4)
  }

  @Test(arguments: TestEngines.all)
  func everyProblemIsSolvedAndChecked(engine: TestEngine) throws {
    let suite = ContestSuite(.kernels, scale: 0.01)
    let probes = suite.roofs.compactMap { if case .probe(let problem) = $0.source { problem } else { nil } }
    let problems = suite.cells.map(\.problem) + probes
    for problem in problems where InstructionSet.available.contains(where: { $0.rawValue == problem.set }) {
      let task = try problem.task(on: engine.engine)
      try task.reset()
      try task.run(on: engine.engine)
      let checks = try task.check()
      #expect(!checks.isEmpty && checks.allSatisfy(\.passes), "\(problem.kernel): \(checks)")
      if let probe = task as? any WorkingTask { #expect(probe.work > 0) }
    }
  }

  /// What stands under the roof of reading says how much it reads, and a reading that did not happen is seen.
  @Test func everyMatrixUnderTheRoofOfReadingIsRead() throws {
    for cell in (ContestSuite(.kernels, scale: 0.1).cells + ContestSuite(.solvers, scale: 0.1).cells)
    where cell.roofs.contains("read") {
      let task = try #require(try cell.problem.task(on: TestEngines.swift) as? any OperandTask, "\(cell.id)")
      let part = task.operandBytes / cell.model.bytesMin
      #expect(part > 0.9 && part < 1.1 || cell.problem.columns > 8, "\(cell.id)")
      let unread = task.checkReading()
      // Elements of both signs may add to nearly nothing.
      #expect(cell.id.hasPrefix("ax") || unread.contains { !$0.passes }, "\(cell.id)")
      task.readOperand(on: TestEngines.swift)
      let read = task.checkReading()
      #expect(!read.isEmpty && read.allSatisfy { $0.passes }, "\(cell.id): \(read)")
    }
  }

  @Test(arguments: ["fly", "read", "peak", "peak-f64", "peak-f16-sse2", "peak-f64-mmx", "ax", "stream-fly", "stream-", ""])
  func unknownKernelsAreRefused(kernel: String) {
    #expect(throws: ProblemRefusal.self) { try ContestProblem(kernel: kernel, n: 4, seed: 1).task(on: TestEngines.swift) }
  }

  /// Passes over memory, of which the last numbers fill no vector.
  @Test(arguments: [("stream-read", 8.0), ("stream-write", 8), ("stream-copy", 16), ("stream-triad", 24)])
  func streamsOfMemory(kernel: String, bytes: Double) throws {
    let task = try #require(try ContestProblem(kernel: kernel, n: 1003, seed: 1).task(on: TestEngines.swift) as? any WorkingTask)
    let early = try task.check()
    #expect(early.contains { !$0.passes }, "nothing was done yet")
    try task.run(on: TestEngines.swift)
    let checks = try task.check()
    #expect(task.work == 1003 * bytes && checks.allSatisfy(\.passes), "\(checks)")
    #expect(throws: ProblemRefusal.self) { try ContestProblem(kernel: kernel, n: 0, seed: 1).task(on: TestEngines.swift) }
  }

  @Test func instructionSetsThatAreNotThereAreRefused() {
    for set in InstructionSet.allCases where !InstructionSet.available.contains(set) {
      #expect(throws: ProblemRefusal("this processor has no \(set.title)")) {
        try ContestProblem(kernel: "peak-f64-\(set.rawValue)", n: 0, seed: 1).task(on: TestEngines.swift)
      }
    }
  }
}

extension ContestProblem {
  /// The instruction set of a peak; the baseline for every other kernel.
  fileprivate var set: String {
    kernel.hasPrefix("peak-") ? kernel.split(separator: "-").last.map(String.init) ?? "" : InstructionSet.baseline.rawValue
  }
}
