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

  /// A contender so slow that it meets nothing: the run says why, whatever is asked of it.
  @Test(arguments: ContestSuite.Kind.allCases)
  func everyRowThatIsNotMetHasItsReason(kind: ContestSuite.Kind) throws {
    let suite = suite(kind)
    for requirement in suite.requirements {
      let entries = try suite.cells.flatMap { cell in
        try cell.contenders.map { name in
          try entry(cell.id, name, name == requirement.contender && cell.id == requirement.cell ? 1e9 : 1)
        }
      }
      let roofs = try suite.cells.flatMap { cell in
        try suite.roofs.filter { cell.roofs.contains($0.id) }.map { roof in
          try entry(roof.id, "roof", 1, work: 1e11, roof: roof.roof, under: cell.id)
        }
      }
      let judgement = Judgement(requirement, ContestResult(cells: suite.cells, entries: entries, roofs: roofs))
      #expect(judgement.verdict == .notMet && judgement.shortfall != nil, "\(requirement)")
    }
  }

  private func entry(
    _ cell: String, _ contender: String, _ seconds: Double, work: Double? = nil, roof: Roof? = nil, under: String? = nil
  ) throws -> ContestEntry {
    var entry = ContestEntry(cell: cell, contender: contender, roof: roof, under: under)
    var reply = try ContenderReply(line: ScriptedContender.sample(seconds, work: work))
    reply.resources = ResourceRecord(
      peakAnonymousBytes: 1 << 50, readSeconds: 1, solveSeconds: 1, diskBytes: 1 << 50, fileBytes: 10)
    entry.add(reply, round: 0)
    return entry
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
