import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

@Suite struct KernelSuiteTests {
  private let x86 = InstructionSetNames(best: .avx512, middle: .avx2, baseline: .sse2)

  @Test func requirementsSpeakOfWhatIsMeasured() {
    let suite = KernelSuite(sets: x86)
    for requirement in suite.requirements {
      guard let cell = suite.cells.first(where: { $0.id == requirement.cell }) else {
        Issue.record("no cell \(requirement.cell)")
        continue
      }
      #expect(cell.contenders.contains(requirement.contender))
      switch requirement.measure {
      case .share(let roof):
        #expect(cell.roofs.contains(roof) && suite.roofs.contains { $0.id == roof })
      case .speed(let peer, let other):
        let peers = suite.cells.first { $0.id == other ?? cell.id }?.contenders ?? []
        #expect(peers.contains(peer))
      }
    }
    #expect(Set(suite.cells.map(\.id)).count == suite.cells.count)
  }

  @Test func everyContenderIsThereToBeStarted() {
    let names = Set(KernelContender.all(tool: "/tool", threads: 2, coreType: nil).map(\.name))
    for cell in KernelSuite(sets: x86).cells { #expect(names.isSuperset(of: cell.contenders)) }
  }

  @Test func theBestCoreTypeIsForcedAndTheEnvironmentIsTheContests() {
    let all = KernelContender.all(tool: "/tool", threads: 2, coreType: "Zen")
    let library = all.first { $0.name == KernelContender.openblas }
    #expect(library?.environment["OPENBLAS_CORETYPE"] == "Zen" && library?.identity == "Zen")
    for contender in all where ![KernelContender.openblas, KernelContender.haswell].contains(contender.name) {
      // Present and nil: taken away.
      #expect(contender.environment["OPENBLAS_CORETYPE"] == .some(nil), "\(contender.name)")
    }
    #expect(all.first { $0.name == "swift-avx2" }?.environment["LEONTIEF_ISA"] == "avx2")
  }

  @Test func theLimitsOfTheTable() {
    let suite = KernelSuite(sets: x86)
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
    let suite = KernelSuite(sets: InstructionSetNames(best: .neon, middle: nil, baseline: nil))
    #expect(suite.roofs.map(\.id) == ["peak-f64-neon", "peak-f32-neon", "read"])
    #expect(suite.cells.first?.contenders == ["swift", "openblas"])
  }

  @Test func scaleAndChoice() {
    let suite = KernelSuite(scale: 0.01, sets: x86) { $0.hasPrefix("lu") }
    #expect(suite.cells.map(\.id) == ["lu-n40", "lu-n98"])
    #expect(suite.roofs.map(\.id) == ["peak-f64-avx512"])
    #expect(suite.requirements.count == 4)
  }

  @Test(arguments: TestEngines.all)
  func everyProblemIsSolvedAndChecked(engine: TestEngine) throws {
    let suite = KernelSuite(scale: 0.01)
    let problems = suite.cells.map(\.problem) + suite.roofs.map(\.problem)
    for problem in problems where InstructionSet.available.contains(where: { $0.rawValue == problem.set }) {
      let task = try KernelProblem.task(problem)
      try task.reset()
      try task.run(on: engine.engine)
      let checks = task.check()
      #expect(!checks.isEmpty && checks.allSatisfy(\.passes), "\(problem.kernel): \(checks)")
      if let probe = task as? any WorkingTask { #expect(probe.work > 0) }
    }
  }

  @Test(arguments: ["fly", "peak", "peak-f64", "peak-f16-sse2", "peak-f64-mmx", "ax", ""])
  func unknownKernelsAreRefused(kernel: String) {
    #expect(throws: ProblemRefusal.self) { try KernelProblem.task(ContestProblem(kernel: kernel, n: 4, seed: 1)) }
  }

  @Test func instructionSetsThatAreNotThereAreRefused() {
    for set in InstructionSet.allCases where !InstructionSet.available.contains(set) {
      #expect(throws: ProblemRefusal("this processor has no \(set.title)")) {
        try KernelProblem.task(ContestProblem(kernel: "peak-f64-\(set.rawValue)", n: 0, seed: 1))
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
