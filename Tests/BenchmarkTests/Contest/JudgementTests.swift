import BenchmarkHarness
import Testing

@Suite struct JudgementTests {
  private func entry(
    _ cell: String, _ contender: String, _ seconds: [Double], work: Double? = nil, roof: Roof? = nil
  ) -> ContestEntry {
    var entry = ContestEntry(cell: cell, contender: contender, roof: roof, under: roof.map { _ in "toy-n8" })
    for (round, time) in seconds.enumerated() {
      entry.add(reply(time, work), round: round)
    }
    return entry
  }

  private func reply(_ seconds: Double, _ work: Double?) -> ContenderReply {
    (try? ContenderReply(line: ScriptedContender.sample(seconds, work: work))) ?? .invalid("no reply")
  }

  /// Our engine takes 2 s for 100 flops, the peer 3 s; the roof does 62.5 flop/s. So they do in the middle one of three rounds.
  private var result: ContestResult {
    ContestResult(
      cells: [ScriptedContender.cell(["ours", "peer"]), ScriptedContender.cell("other-n8", ["peer"])],
      entries: [
        entry("toy-n8", "ours", [9, 2, 1]), entry("toy-n8", "peer", [3, 3, 3]), entry("other-n8", "peer", [5]),
        entry("toy-n8", "idle", []),
      ],
      roofs: [
        entry("top", "roof", [12.5, 4, 2.5], work: 250, roof: .compute), entry("lost", "roof", [], roof: .compute),
      ])
  }

  private func judge(_ measure: Requirement.Measure, must: Double, contender: String = "ours") -> Judgement {
    Judgement(Requirement(contender, on: "toy-n8", measure, must: must), result)
  }

  @Test func onTheLimitIsMet() {
    #expect(judge(.speed(over: "peer"), must: 1.5).verdict == .met)
    #expect(judge(.speed(over: "peer"), must: 1.5.nextUp).verdict == .notMet)
    #expect(judge(.share(ofRoof: "top"), must: 0.8).verdict == .met)
    #expect(judge(.share(ofRoof: "top"), must: 0.8.nextUp).verdict == .notMet)
    // 100 flops in 2 s where 125 would fit: 1.25 readings.
    #expect(judge(.readings(atRoof: "top"), must: 1 / 1.25).verdict == .met)
    #expect(judge(.readings(atRoof: "top"), must: 1 / 1.24).verdict == .notMet)
    let readings = judge(.readings(atRoof: "top"), must: 1)
    #expect(readings.value.map(readings.requirement.measure.inUnit) == 1.25)
    #expect(Requirement.Measure.share(ofRoof: "top").inUnit(0.8) == 0.8)
  }

  /// The host is half as fast in some rounds, and the roof was lost in the last one.
  @Test func whatIsComparedWasMeasuredInTheSameRound() {
    let own: [Double] = [1, 2, 2, 1, 1, 2, 1]
    let result = ContestResult(
      cells: result.cells, entries: [entry("toy-n8", "ours", own), entry("toy-n8", "peer", own.map { 1.5 * $0 })],
      roofs: [entry("top", "roof", own.dropLast().map { 0.75 * $0 }, work: 100, roof: .compute)])
    let share = Judgement(Requirement("ours", on: "toy-n8", .share(ofRoof: "top"), must: 0.75), result)
    #expect(share.value == 0.75 && share.interval == 0.75...0.75 && share.rounds == 6 && share.verdict == .met)
    let speed = Judgement(Requirement("ours", on: "toy-n8", .speed(over: "peer"), must: 1), result)
    #expect(speed.value == 1.5 && speed.interval == 1.5...1.5 && speed.rounds == 7)
    let readings = Requirement.Measure.readings(atRoof: "top")
    #expect(readings.inUnit(0.25...0.5) == [2, 4])
  }

  @Test func fewRoundsHaveNoInterval() {
    let judgement = judge(.share(ofRoof: "top"), must: 1)
    #expect(judgement.rounds == 3 && judgement.interval == nil)
    #expect(judge(.speed(over: "peer", onCell: "other-n8"), must: 1).rounds == nil)
    #expect(judge(.limit(.seconds(1)), must: 1).rounds == nil)
  }

  @Test func aRoofOfAnotherCellIsNone() {
    let roofs = [entry("top", "roof", [4], work: 250)]
    let other = ContestResult(cells: result.cells, entries: result.entries, roofs: roofs)
    let judgement = Judgement(Requirement("ours", on: "toy-n8", .share(ofRoof: "top"), must: 0), other)
    #expect(judgement.verdict == .notMeasured("top was not measured"))
  }

  @Test func figuresAreOfMedians() {
    let judgement = judge(.speed(over: "peer"), must: 1)
    #expect(judgement.median == 2 && judgement.rate == 50 && judgement.value == 1.5 && judgement.n == 8)
    #expect(judge(.share(ofRoof: "top"), must: 1).value == 0.8)
  }

  /// The median time, the largest peak and the median of readings of three runs.
  @Test func limitsAreOverWhatWasMeasured() throws {
    var entry = ContestEntry(cell: "toy-n8", contender: "large")
    for (round, (seconds, bytes, readings)) in [(9.0, 100, 3), (2, 400, 1), (1, 200, 2)].enumerated() {
      var reply = reply(seconds, nil)
      reply.resources = ResourceRecord(peakAnonymousBytes: bytes, readSeconds: 1, diskBytes: 10 * readings, fileBytes: 10)
      entry.add(reply, round: round)
    }
    var mute = ContestEntry(cell: "toy-n8", contender: "mute")
    mute.add(reply(4, nil), round: 0)
    let result = ContestResult(cells: result.cells, entries: [entry, mute], roofs: [])
    func judge(_ limit: Limit, _ contender: String = "large") -> Judgement {
      Judgement(Requirement(contender, on: "toy-n8", .limit(limit), must: 1), result)
    }
    #expect(judge(.seconds(2)).verdict == .met && judge(.seconds(2)).value == 1)
    #expect(judge(.seconds(1)).verdict == .notMet && judge(.seconds(6)).value == 3)
    #expect(judge(.anonymousBytes(400)).verdict == .met && judge(.anonymousBytes(399)).verdict == .notMet)
    #expect(judge(.diskReadings(2)).verdict == .met && judge(.diskReadings(1.9)).verdict == .notMet)
    #expect(judge(.diskReadings(3)).value == 1.5)
    #expect(judge(.seconds(8), "mute").value == 2)
    for limit in [Limit.anonymousBytes(1), .diskReadings(1)] {
      #expect(judge(limit, "mute").verdict == .notMeasured("mute does not tell what it took"))
    }
  }

  /// Of 9 s, 2 s and 1 s the solve takes 1 s, 1.5 s and 1.2 s by its own clock, a reading 4 s, 0.125 s and 1 s: beside the solve
  /// there is time for 2, 4 and no readings.
  @Test func whatIsTakenBesideTheSolve() throws {
    func judge(_ samples: [(seconds: Double, solve: Double?, read: Double)], _ readings: Double) -> Judgement {
      var entry = ContestEntry(cell: "toy-n8", contender: "mapped")
      for (round, sample) in samples.enumerated() {
        var reply = reply(sample.seconds, nil)
        reply.resources = ResourceRecord(
          peakAnonymousBytes: 1, readSeconds: sample.read, solveSeconds: sample.solve, diskBytes: 10, fileBytes: 10)
        entry.add(reply, round: round)
      }
      return Judgement(
        Requirement("mapped", on: "toy-n8", .limit(.readingsBesideSolve(readings)), must: 1),
        ContestResult(cells: result.cells, entries: [entry], roofs: []))
    }
    let samples: [(seconds: Double, solve: Double?, read: Double)] = [(9, 1, 4), (2, 1.5, 0.125), (1, 1.2, 1)]
    #expect(judge(samples, 2).verdict == .met && judge(samples, 2).value == 1)
    #expect(judge(samples, 1.9).verdict == .notMet)
    #expect(judge([samples[2]], 2).value == 2000)
    #expect(judge(samples + [(1, nil, 1)], 2).verdict == .notMeasured("mapped does not tell what it took"))
    #expect(Limit.readingsBesideSolve(2).text == "2 readings and the solve")
  }

  /// A table that was in memory before tells nothing of what is read from disk.
  @Test func readingsThatWereNotFromDiskMeetNothing() {
    var entry = ContestEntry(cell: "toy-n8", contender: "warm")
    var reply = reply(1, nil)
    reply.resources = ResourceRecord(peakAnonymousBytes: 1, readSeconds: 1, diskBytes: 0, fileBytes: 10)
    entry.add(reply, round: 0)
    let judgement = Judgement(
      Requirement("warm", on: "toy-n8", .limit(.diskReadings(2)), must: 1),
      ContestResult(cells: result.cells, entries: [entry], roofs: []))
    #expect(judgement.verdict == .notMeasured("the table's file was in memory before the run, or its disk is memory"))
  }

  /// 100 flops at 62.5 flop/s are 1.6 s of our 2 s and of the peer's 3 s.
  @Test func whatIsNotMetHasItsReason() {
    func shortfall(_ measure: Requirement.Measure, must: Double, bound: String? = "top") -> String? {
      Judgement(Requirement("ours", on: "toy-n8", measure, must: must, bound: bound), result).shortfall
    }
    #expect(shortfall(.speed(over: "peer"), must: 1.5) == nil)
    #expect(
      shortfall(.speed(over: "peer"), must: 1.8) == "peer is at 53.3 % of top, ours at 80.0 %, and 96.0 % is asked for")
    #expect(
      shortfall(.speed(over: "peer"), must: 2)
        == "out of reach here: peer is at 53.3 % of top, ours at 80.0 %, and 106.7 % is asked for")
    #expect(shortfall(.share(ofRoof: "top"), must: 0.9) == "2.000 s taken, of which the multiply-adds at top are 1.600 s")
    #expect(shortfall(.speed(over: "peer"), must: 2, bound: nil) == "2.000 s taken, 1.500 s asked for, peer takes 3.000 s")
    #expect(shortfall(.readings(atRoof: "top"), must: 1) == "2.000 s taken, where one reading is 1.600 s")
    #expect(shortfall(.speed(over: "peer"), must: 2, bound: "lost") == nil)
    #expect(shortfall(.speed(over: "nobody"), must: 2) == nil)
    #expect(shortfall(.limit(.seconds(1)), must: 1) == "2.000 s taken, where 1 s are allowed")
  }

  /// 100 bytes at 62.5 byte/s are 1.6 s; so many flops more than that, or fewer.
  @Test(arguments: [
    (
      flops: 50.0,
      "2.000 s taken: reading alone is 1.600 s, the multiply-adds at top are 800 ms, 400 ms more than the longer of the two"
    ),
    (flops: 120, "out of reach here: the multiply-adds alone take 1.920 s at top, more than the 1.778 s asked for"),
  ])
  func whatIsBoundByMemoryMayBeBoundByArithmetic(_ flops: Double, _ reason: String) {
    let toy = ScriptedContender.cell(["ours"])
    let cell = ContestCell(
      id: toy.id, problem: toy.problem, model: CostModel(flops: flops, bytesMin: 100, roof: .memory), contenders: ["ours"],
      roofs: ["top"], bytesNeeded: 0)
    let roofs = [
      entry("top", "roof", [4], work: 250, roof: .compute), entry("read", "ours", [4], work: 250, roof: .memory),
    ]
    let result = ContestResult(cells: [cell], entries: [entry("toy-n8", "ours", [2])], roofs: roofs)
    let requirement = Requirement("ours", on: "toy-n8", .share(ofRoof: "read"), must: 0.9, bound: "top")
    #expect(Judgement(requirement, result).shortfall == reason)
    let simple = Requirement("ours", on: "toy-n8", .share(ofRoof: "read"), must: 0.9)
    #expect(Judgement(simple, result).shortfall == "2.000 s taken: reading alone is 1.600 s, 400 ms more")
  }

  @Test func aPeerOnItsOwnCell() {
    #expect(judge(.speed(over: "peer", onCell: "other-n8"), must: 2.5).value == 2.5)
  }

  @Test(arguments: [
    (Requirement.Measure.speed(over: "nobody"), "ours", "nobody did not run toy-n8"),
    (.speed(over: "idle"), "ours", "idle no sample was taken"),
    (.share(ofRoof: "sky"), "ours", "sky was not measured"),
    (.share(ofRoof: "lost"), "ours", "roof no sample was taken"),
    (.share(ofRoof: "top"), "idle", "idle no sample was taken"),
  ])
  func whatIsMissingIsNotMet(measure: Requirement.Measure, contender: String, reason: String) {
    let judgement = judge(measure, must: 0, contender: contender)
    #expect(judgement.verdict == .notMeasured(reason))
    #expect(judgement.value == nil)
  }
}
