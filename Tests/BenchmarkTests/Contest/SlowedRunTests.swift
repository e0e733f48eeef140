import BenchmarkHarness
import Leontief
import TestSupport
import Testing

/// A clock that moves by one at every look.
private final class TickingClock: BenchmarkClock {
  private let inner = FakeClock()

  func now() -> Double {
    inner.advance(by: 1)
    return inner.now()
  }

  func pause(seconds: Double) { inner.advance(by: seconds) }
  func work(_ seconds: Double) { inner.advance(by: seconds) }
}

@Suite struct SlowedRunTests {
  private final class Work: TimedTask {
    let clock: TickingClock
    init(_ clock: TickingClock) { self.clock = clock }
    func reset() {}
    func run(on engine: Engine) { clock.work(1000) }
    var answerHash: UInt64 { 1 }
    func check() -> [AnswerCheck] { [AnswerCheck("nothing", 0, atMost: 0)] }
  }

  /// 1000 seconds of work and half of them more; each look at the clock is a second.
  @Test func aRunTakesLongerByTheFraction() throws {
    let clock = TickingClock()
    let server = ContenderServer(TestEngines.swift, clock: clock) { _ in Work(clock) }
    _ = server.answer(try ContenderRequest(.prepare, id: "x", problem: ContestProblem(kernel: "x", n: 1, seed: 1)).line())
    func seconds(_ slowdown: Double?) throws -> Double {
      let line = server.answer(try ContenderRequest(.run, id: "x", leastSeconds: 0, slowdown: slowdown).line())
      return try #require(try ContenderReply(line: line).seconds)
    }
    #expect(try seconds(nil) == 1001)
    #expect(abs(try seconds(0.5) - 1501.5) <= 4)
  }
}
