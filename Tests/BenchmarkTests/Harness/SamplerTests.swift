import BenchmarkHarness
import Leontief
import TestSupport
import Testing

@Suite struct SamplerTests {
  private func sample(_ seconds: [Double]) throws -> (sample: Sample, runs: Int) {
    let clock = FakeClock()
    let task = ScriptedTask(clock, seconds: seconds)
    let sampler = Sampler(clock: clock, quality: ClockQuality(clock))
    return (try sampler.sampleInBursts(task, on: TestEngines.swift), task.runs)
  }

  /// Two bursts of five that a host disturbs do not change a sample, whichever they are; three do.
  @Test(arguments: [([], 1), ([0, 1], 1), ([0, 4], 1), ([2, 3], 1), ([0, 1, 2], 3), ([1, 2, 4], 3)])
  func twoDisturbancesOfFiveAreNotSeen(_ disturbed: [Int], _ times: Double) throws {
    let seconds = (0..<5).map { 0x1p-8 * (disturbed.contains($0) ? 3 : 1) }
    #expect(try sample(seconds).sample == Sample(seconds: times * 0x1p-8, runs: 5))
  }

  /// 5 bursts to 20 ms, 3 to 80 ms, then one.
  @Test(arguments: [(0x1p-6, 5), (0x1p-5, 3), (0x1p-4, 3), (0x1p-3, 1), (7, 1)])
  func longRunsHaveFewerBursts(_ seconds: Double, _ bursts: Int) throws {
    let measured = try sample([seconds])
    #expect(measured.sample == Sample(seconds: seconds, runs: bursts))
    #expect(measured.runs == bursts)
    #expect(Bursts.seconds(ofRuns: seconds) == seconds * Double(bursts))
  }

  /// Quick runs fill the fifth of 10 ms that a burst is, and each burst is the mean of its own.
  @Test func quickRunsAreAveragedWithinABurst() throws {
    let unit = 0x1p-10
    // Two runs of one and three units fill a burst; in the last burst they take twice as long.
    let seconds = (0..<10).map { ($0.isMultiple(of: 2) ? unit : 3 * unit) * ($0 < 8 ? 1 : 2) }
    #expect(try sample(seconds).sample == Sample(seconds: 2 * unit, runs: 10))
    #expect(Bursts.seconds(ofRuns: 1e-6) == Bursts.sampleSeconds)
  }
}
