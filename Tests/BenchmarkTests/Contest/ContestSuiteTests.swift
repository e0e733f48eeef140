import BenchmarkHarness
import Leontief
import Testing
import Workloads

/// What holds for every suite of contenders.
@Suite struct ContestSuiteTests {
  private func suite(_ kind: ContestSuite.Kind) -> ContestSuite {
    ContestSuite(kind, sets: InstructionSetNames(best: .avx512, middle: .avx2, baseline: .sse2)) { _, _ in true }
  }

  @Test(arguments: ContestSuite.Kind.allCases)
  func requirementsSpeakOfWhatIsMeasured(kind: ContestSuite.Kind) {
    let suite = suite(kind)
    #expect(!suite.requirements.isEmpty)
    for requirement in suite.requirements {
      guard let cell = suite.cells.first(where: { $0.id == requirement.cell }) else {
        Issue.record("no cell \(requirement.cell)")
        continue
      }
      #expect(cell.contenders.contains(requirement.contender))
      switch requirement.measure {
      case .share(let roof), .readings(let roof):
        #expect(cell.roofs.contains(roof) && suite.roofs.contains { $0.id == roof })
      case .speed(let peer, let other):
        let peers = suite.cells.first { $0.id == other ?? cell.id }?.contenders ?? []
        #expect(peers.contains(peer))
      case .limit(let limit):
        #expect(limit.amount > 0)
      }
    }
    #expect(Set(suite.cells.map(\.id)).count == suite.cells.count)
    for cell in suite.cells { #expect(suite.requirements.contains { $0.cell == cell.id }, "\(cell.id)") }
  }

  @Test(arguments: ContestSuite.Kind.allCases)
  func everyContenderIsThereToBeStarted(kind: ContestSuite.Kind) {
    let names = Set(Contestants.all(tool: "/tool", threads: 2, coreType: nil).map(\.name))
    for cell in suite(kind).cells { #expect(names.isSuperset(of: cell.contenders)) }
  }

  @Test func theBestCoreTypeIsForcedAndTheEnvironmentIsTheContests() {
    let all = Contestants.all(tool: "/tool", threads: 2, coreType: "Zen")
    let library = all.first { $0.name == Contestants.openblas }
    #expect(library?.environment["OPENBLAS_CORETYPE"] == "Zen" && library?.identity == "Zen")
    for contender in all where ![Contestants.openblas, Contestants.haswell].contains(contender.name) {
      // Present and nil: taken away.
      #expect(contender.environment["OPENBLAS_CORETYPE"] == .some(nil), "\(contender.name)")
    }
    #expect(all.first { $0.name == "swift-avx2" }?.environment["LEONTIEF_ISA"] == "avx2")
  }

  @Test func cellsAreChosenByNameAndScaled() {
    let suite = ContestSuite(.solvers, scale: 0.01) { id, isOnDemand in !isOnDemand && id.hasPrefix("solve-m") }
    #expect(suite.cells.map(\.id) == ["solve-m1-n98", "solve-m64-n98"])
    #expect(suite.roofs.map(\.id) == ["read"] && suite.requirements.count == 3)
  }
}
