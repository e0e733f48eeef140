import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// Problems that move to other memory between samples.
@Suite struct RelocationTests {
  @Test func theAnswerStaysTheSame() throws {
    let economy = try SyntheticEconomy(EconomyShape(regions: 3, sectors: 20), seed: 1)
    let task = try #require(try AggregationWorkload().makeTask(economy) as? any RelocatableTask)
    try task.run(on: TestEngines.swift)
    let hash = task.answerHash
    try task.relocate()
    try task.run(on: TestEngines.swift)
    let checks = try task.check()
    #expect(task.answerHash == hash && checks.allSatisfy(\.passes))
  }

  private final class Moving: RelocatableTask {
    var moves = 0
    let failing: Bool
    private let clock: FakeClock

    init(_ clock: FakeClock, failing: Bool) { (self.clock, self.failing) = (clock, failing) }

    func reset() {}
    func run(on engine: Engine) { clock.advance(by: 1) }
    func relocate() throws {
      moves += 1
      clock.advance(by: 100)
      if failing { throw AllocationError(bytes: 8) }
    }
    var answerHash: UInt64 { 1 }
    func check() -> [AnswerCheck] { [AnswerCheck("nothing", 0, atMost: 0)] }
  }

  /// Once before each sample and not before the warm-up, untimed; without memory for it the sample is taken all the same.
  @Test(arguments: [false, true])
  func everySampleHasAPlaceOfItsOwn(_ failing: Bool) throws {
    let clock = FakeClock()
    let task = Moving(clock, failing: failing)
    let cell = BenchmarkCell(
      id: "moving", kernel: "moving", parameters: [:], model: CostModel(flops: 1, bytesMin: 1, roof: .memory), inputHash: nil,
      engine: TestEngines.swift, prospect: .ready(task))
    let runner = BenchmarkRunner(clock: clock, schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 5, maxSeconds: 0))
    let measurement = try #require(runner.run([cell]).first)
    #expect(task.moves == 5 && measurement.samples.map(\.seconds) == [1, 1, 1, 1, 1] && measurement.state == .valid)
  }
}
