import BenchmarkHarness
import Leontief
import Testing

@Suite struct BenchmarkRunnerTests {
  private func run(
    _ cells: [BenchmarkCell], _ clock: FakeClock, minRounds: Int = 3, maxSeconds: Double = 0
  ) -> [CellMeasurement] {
    BenchmarkRunner(
      clock: clock, schedule: Schedule(seed: 1), limits: RunLimits(minRounds: minRounds, maxSeconds: maxSeconds)
    ).run(cells)
  }

  @Test func theFirstRunIsKeptApartAndResetsAreNotTimed() throws {
    let clock = FakeClock()
    let task = ScriptedTask(clock, seconds: [7, 1, 2, 3])
    let measurement = try #require(run([task.cell()], clock).first)
    #expect(measurement.state == .valid)
    #expect(measurement.coldSeconds == 7)
    #expect(measurement.samples.map(\.seconds) == [1, 2, 3])
    #expect(measurement.rounds == [0, 1, 2])
    #expect(measurement.flags == [.fewSamples])
    #expect(task.resets == 4)
  }

  /// What was measured before an interruption stays, and nothing begins after it: neither a sample nor a first run.
  @Test func anInterruptionKeepsWhatWasMeasured() throws {
    func samples(until end: Double) -> [[Double]] {
      let clock = FakeClock()
      let runner = BenchmarkRunner(
        clock: clock, schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 9, maxSeconds: 0),
        isInterrupted: { clock.now() >= end })
      let cells = ["a", "b"].map { ScriptedTask(clock, seconds: [1]).cell(id: $0) }
      return runner.run(cells).map { $0.samples.map(\.seconds) }
    }
    // Every run takes six seconds with its reset: two first runs, then three samples; the third ends at 30.
    #expect(samples(until: 25).map(\.count).sorted() == [1, 2])
    #expect(samples(until: 1000).map(\.count) == [9, 9])
    #expect(samples(until: 1) == [[], []] && samples(until: 0) == [[], []])
  }

  @Test func shortRunsAreRepeatedToTenMilliseconds() throws {
    let clock = FakeClock()
    // Powers of two add without rounding: 2⁻⁹ s needs six runs for 10 ms.
    let task = ScriptedTask(clock, seconds: [0x1p-9])
    let measurement = try #require(run([task.cell()], clock, minRounds: 2).first)
    #expect(measurement.samples == [Sample(seconds: 0x1p-9, runs: 6), Sample(seconds: 0x1p-9, runs: 6)])
  }

  @Test func aWrongAnswerHasNoTime() throws {
    let clock = FakeClock()
    let measurement = try #require(run([ScriptedTask(clock, seconds: [1], answers: [-3]).cell()], clock).first)
    #expect(measurement.state == .invalid("badness is 3.0, must be at most 0.0"))
    #expect(measurement.coldSeconds == nil)
    #expect(measurement.samples.isEmpty)
    #expect(measurement.statistics == nil)
  }

  /// The warm-up and one sample are right, the second sample is wrong: what was measured before does not count either.
  @Test func anAnswerThatTurnsWrongLosesAllTimes() throws {
    let clock = FakeClock()
    let task = ScriptedTask(clock, seconds: [1], answers: [1, 1, -1])
    let measurement = try #require(run([task.cell()], clock, minRounds: 5).first)
    #expect(measurement.state.isInvalid)
    #expect(measurement.samples.isEmpty)
    #expect(task.runs == 3)
  }

  @Test func equalBitsAreNotCheckedTwiceAndOthersAre() throws {
    let clock = FakeClock()
    let same = ScriptedTask(clock, seconds: [1])
    let different = ScriptedTask(clock, seconds: [1], answers: [1, 2, 2, 3])
    let measurements = run([same.cell(id: "same"), different.cell(id: "different")], clock)
    #expect(same.checks == 1)
    #expect(different.checks == 3)
    #expect(measurements.map(\.state) == [.valid, .valid])
    #expect(measurements[0].flags == [.fewSamples])
    #expect(measurements[1].flags == [.fewSamples, .answersDiffer])
  }

  @Test func missingMemorySkipsAndAnyOtherErrorIsInvalid() {
    let clock = FakeClock()
    let (poor, broken) = (ScriptedTask(clock, seconds: [1]), ScriptedTask(clock, seconds: [1]))
    poor.failure = (run: 1, error: AllocationError(bytes: 80))
    broken.failure = (run: 2, error: SolverError.residualTooLarge(scaled: 20))
    let measurements = run([poor.cell(), broken.cell()], clock)
    #expect(measurements[0].state == .skipped("memory: no memory for 80 bytes"))
    #expect(measurements[1].state.isInvalid)
    #expect(measurements[1].statistics == nil)
    #expect(poor.runs == 1)
    #expect(broken.runs == 2)
  }

  @Test func suboptimalCellsHaveTimesAndAReason() throws {
    let clock = FakeClock()
    let measurement = try #require(run([ScriptedTask(clock, seconds: [1]).cell(suboptimal: "slow")], clock).first)
    #expect(measurement.state == .suboptimal("slow"))
    #expect(measurement.statistics?.median == 1)
  }

  /// A steady cell is done after nine samples; a noisy one goes on until the time is over.
  @Test func steadyCellsStopEarly() {
    let clock = FakeClock()
    let steady = ScriptedTask(clock, seconds: [1])
    let noisy = ScriptedTask(clock, seconds: (0..<200).map { 1 + Double($0 % 5) })
    let measurements = run([steady.cell(id: "steady"), noisy.cell(id: "noisy")], clock, maxSeconds: 400)
    #expect(measurements[0].samples.count == 9)
    #expect(measurements[0].flags.isEmpty)
    #expect(measurements[1].samples.count > 20)
    #expect(clock.now() <= 410)
  }

  @Test func noRoundBeginsThatWouldEndTooLate() {
    let clock = FakeClock()
    // A round takes 10 + 5 seconds, the warm-up 15 as well: after six rounds the clock says 105.
    let task = ScriptedTask(clock, seconds: (0..<50).map { 9 + Double($0 % 3) })
    let measurements = run([task.cell()], clock, minRounds: 1, maxSeconds: 106)
    #expect(measurements[0].samples.count == 6)
  }
}
