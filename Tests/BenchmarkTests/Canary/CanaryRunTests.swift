import BenchmarkHarness
import Leontief
import TestSupport
import Testing

/// Runs with a canary, and runs of several processes.
@Suite struct CanaryRunTests {
  private func part(
    _ flops: [Double], rounds: Int = 4, seconds: [Double] = [1], answers: [Int] = [1],
    isInterrupted: @escaping (Double) -> Bool = { _ in false }
  ) -> ResultDocument {
    ScriptedParts.part(flops, rounds: rounds, seconds: seconds, answers: answers, isInterrupted: isInterrupted)
  }

  private func whole(_ parts: [ResultDocument]) throws -> ResultDocument { try ScriptedParts.whole(parts) }

  /// A sample takes six seconds with its reset: before each there is a reading, and one at the end.
  @Test func readingsStandBetweenSamples() throws {
    let document = part([100])
    #expect(document.canary?.flopsPerS.count == 9)
    let readings = document.cells.compactMap(\.sampleReading).flatMap(\.self).sorted()
    #expect(readings == Array(0..<8) && document.cells.allSatisfy { $0.sampleProcess == [0, 0, 0, 0] })
  }

  @Test func withoutACanaryThereAreNoReadings() {
    let clock = FakeClock()
    let runner = BenchmarkRunner(clock: clock, schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 2, maxSeconds: 0))
    let cells = runner.run([ScriptedTask(clock, seconds: [1]).cell()])
    #expect(runner.readings.isEmpty && CellRecord(cells[0]).sampleReading == nil)
  }

  @Test func processesFollowEachOther() throws {
    let document = try whole([part([100], rounds: 3), part([101], rounds: 4), part([99], rounds: 3)])
    let cell = document.cells[0]
    #expect(cell.sampleProcess == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2] && cell.sampleRound == Array(0..<10))
    #expect(cell.samplesLeftOut == [] && cell.stats?.n == 10 && cell.flags.isEmpty && cell.validation.state == "VALID")
    #expect(document.canary?.readings.count == 7 + 9 + 7 && document.canary?.disturbed == 0)
    // The second process's first samples come after its first two readings.
    #expect([7, 8].contains(try #require(cell.sampleReading?[3])))
    #expect(try StoredDocument(text: document.json()).problems == [])
  }

  /// The second process was disturbed all along: its samples, twice as slow, do not count.
  @Test func disturbedSamplesAreLeftOut() throws {
    let document = try whole([part([100]), part([50], seconds: [2]), part([100]), part([101])])
    for cell in document.cells {
      #expect(cell.samplesLeftOut == [4, 5, 6, 7] && cell.counted.allSatisfy { $0 == 1 } && cell.countedProcesses.count == 12)
      #expect(cell.stats?.n == 12 && cell.stats?.max == 1 && cell.samplesS.count == 16 && cell.validation.state == "VALID")
    }
    #expect(try StoredDocument(text: document.json()).problems == [])
  }

  /// Readings of all kinds: no state holds half of them, all samples count, and the cell says so.
  @Test func aHostThatIsNeverTheSame() throws {
    let document = try whole([part([100], rounds: 3), part([50, 70, 200, 300, 20, 400, 10, 800, 30])])
    let cell = document.cells[0]
    #expect(cell.validation.state == "VALID" && cell.samplesLeftOut == [] && cell.stats?.n == 7)
    #expect(cell.flags == ["few_samples", "host_unsettled"])
    #expect(try StoredDocument(text: document.json()).problems == [])
    var settled = document
    settled.cells[0].flags = ["few_samples"]
    let problems = try StoredDocument(text: settled.json()).problems
    #expect(problems.contains { $0.contains("host_unsettled is not what the canary gives") }, "\(problems)")
  }

  /// Half of the samples are enough, of three processes and of all where there are two; three readings of seven are none.
  @Test(
    arguments: [
      ([100, 50, 100, 100, 50], true), ([100, 50, 50, 50, 100, 100], true), ([100], true),
      ([100, 50, 50, 100], false), ([100, 100, 100, 50, 50, 200, 200], false), ([100, 50], false),
    ] as [([Double], Bool)])
  func whatRemainsMustStandForTheRun(_ flops: [Double], _ isSettled: Bool) throws {
    let document = try whole(flops.map { part([$0], seconds: [100 / $0]) })
    for cell in document.cells {
      #expect(cell.validation.state == "VALID" && cell.flags.contains("host_unsettled") == !isSettled)
      #expect(cell.counted.count == 4 * (isSettled ? flops.count { $0 == 100 } : flops.count))
    }
    #expect(try StoredDocument(text: document.json()).problems == [])
  }

  /// Six of nine readings agree, and three of four samples lie beside one that does not.
  @Test func mostSamplesMustRemain() throws {
    let rates: [Double] = [100, 100, 100, 50, 100, 50, 100, 50, 100]
    let document = try whole([part(rates)] + [part(rates), part(rates)])
    #expect(document.canary?.disturbed == 3.0 / 9)
    for cell in document.cells {
      #expect(cell.validation.state == "VALID" && cell.flags == ["host_unsettled"] && cell.counted.count == 12)
    }
    #expect(try StoredDocument(text: document.json()).problems == [])
  }

  /// The first process was broken off in its warm-up, the second one in its first round; or both had nothing yet.
  @Test func aRunThatWasBrokenOff() throws {
    func broken(after seconds: Double) -> ResultDocument { part([100], isInterrupted: { $0 >= seconds }) }
    func whole(_ parts: [ResultDocument]) throws -> ResultDocument {
      let limits = RunLimits(minRounds: 9, maxSeconds: 0)
      return try #require(ResultDocument(parts: parts, run: RunIdentity(), seconds: 9, limits: limits, interrupted: true))
    }
    let document = try whole([broken(after: 1), broken(after: 15)])
    #expect(document.interrupted == true && document.cells.map(\.samplesS.count).sorted() == [0, 1])
    for cell in document.cells {
      let isTimed = !cell.samplesS.isEmpty
      #expect(
        cell.validation.state == (isTimed ? "VALID" : "SKIPPED") && cell.validation.reason == (isTimed ? nil : "interrupted"))
      #expect((cell.statsWhy == nil) == isTimed && (cell.stats == nil) != isTimed)
    }
    #expect(try StoredDocument(text: document.json()).problems == [])
    #expect(try ResultDocument(json: document.json()).interrupted == true)
    #expect(try whole([broken(after: 0), broken(after: 0)]).cells.allSatisfy { $0.validation.state == "SKIPPED" })
    #expect(try self.whole([part([100])]).interrupted == false)
  }

  /// Wrong in one process is wrong.
  @Test func aWrongAnswerInAnyProcess() throws {
    let document = try whole([part([100]), part([100], answers: [1, 1, -1])])
    for cell in document.cells {
      #expect(cell.validation.state == "INVALID" && cell.samplesS.isEmpty && cell.stats == nil && cell.coldS == nil)
    }
    #expect(try StoredDocument(text: document.json()).problems == [])
    let other = try whole([part([100]), part([100], answers: [2])])
    #expect(other.cells[0].flags == ["answers_differ", "few_samples"])
  }

  @Test func partsThatDoNotFit() {
    var other = part([100])
    other.cells.removeLast()
    let limits = RunLimits(minRounds: 1, maxSeconds: 0)
    #expect(ResultDocument(parts: [], run: RunIdentity(), seconds: 1, limits: limits) == nil)
    #expect(ResultDocument(parts: [part([100]), other], run: RunIdentity(), seconds: 1, limits: limits) == nil)
    // A process that had no memory for a canary: nothing is known of its samples, so nothing of any is.
    var blind = part([100])
    blind.canary = nil
    let whole = ResultDocument(parts: [part([100]), blind], run: RunIdentity(), seconds: 1, limits: limits)
    #expect(whole?.canary == nil && whole?.cells[0].samplesLeftOut == nil)
  }

  /// Whoever counts a disturbed sample, or leaves out another, is found.
  @Test func whatIsLeftOutFollowsFromTheCanary() throws {
    let document = try whole([part([100]), part([50], seconds: [2]), part([100]), part([100])])
    func problems(_ change: (inout ResultDocument) -> Void) throws -> [String] {
      var changed = document
      change(&changed)
      return try StoredDocument(text: changed.json()).problems
    }
    let left = try problems { $0.cells[0].samplesLeftOut = [] }
    #expect(left.contains { $0.contains("samples_left_out is not what the canary gives") }, "\(left)")
    let level = try problems { $0.canary?.levelFlopsPerS = 50 }
    #expect(level.contains { $0.hasPrefix("canary: levels or disturbed do not follow") }, "\(level)")
    let process = try problems { $0.cells[0].sampleProcess = [0] }
    #expect(process.contains { $0.contains("sample_process has 1 values for 16 samples") }, "\(process)")
  }

  /// Each run was in both states, and most of the time in another one: what they did in the same state is the same.
  @Test func runsThatShareAState() throws {
    func run(_ name: String, _ flops: [Double]) throws -> ComparedRun {
      let parts = flops.map { rate in part([rate], rounds: 3, seconds: (0...3).map { 100 / rate * (1 + 0.001 * Double($0)) }) }
      return ComparedRun(name: name, document: try whole(parts))
    }
    let (base, other) = (try run("x", [100, 100, 100, 100, 80, 80, 80]), try run("y", [80, 100, 80, 100, 80, 100, 80]))
    let pair = Comparison([base, other], rule: ComparisonRule()).pairs[0]
    #expect(pair.change == 0.25 && pair.cells.allSatisfy { $0.isMatched && $0.verdict == .same && $0.samples == 9 })
    #expect(pair.cells.allSatisfy { abs($0.speed.estimate - 1) < 0.01 } && pair.reasonToDoubt?.contains("another state") != true)
    // Six samples in common are of two processes: too few.
    let apart = Comparison(
      [try run("v", [100, 100, 100, 80, 80]), try run("w", [80, 80, 80, 100, 100])], rule: ComparisonRule()
    ).pairs[0]
    #expect(apart.change == 0.25 && apart.cells.allSatisfy { !$0.isMatched && $0.verdict == .inconclusive })
  }

  /// Two runs of one host in two states: what differs by less than the states do is inconclusive, and the gate says why.
  @Test func runsInAnotherState() throws {
    func run(_ name: String, _ flops: Double, _ seconds: Double) throws -> ComparedRun {
      let samples = (0...6).map { seconds * (1 + 0.001 * Double($0)) }
      return ComparedRun(name: name, document: try whole([part([flops], rounds: 6, seconds: samples)]))
    }
    let (base, slow) = (try run("x", 100, 1), try run("y", 80, 1.2))
    let pair = Comparison([base, slow], rule: ComparisonRule()).pairs[0]
    #expect(pair.change == 0.25 && pair.cells.allSatisfy { $0.verdict == .inconclusive })
    #expect(pair.reasonToDoubt == "the host is in another state, by the canary 25.0 % away")
    let same = Comparison([base, try run("z", 99, 1.2)], rule: ComparisonRule()).pairs[0]
    #expect(same.change == 0 && same.cells.allSatisfy { $0.verdict == .slower })
    #expect(pair.cells.allSatisfy { !$0.isMatched })
    // Another host's speed is what is compared.
    var other = slow.document
    other.host.fingerprintHash = "0"
    let hosts = Comparison([base, ComparedRun(name: "w", document: other)], rule: ComparisonRule()).pairs[0]
    #expect(hosts.change == nil && hosts.cells.allSatisfy { $0.verdict == .slower })
  }
}
