import BenchmarkHarness
import Leontief
import TestSupport

/// A task whose runs take the seconds and give the answers of a script.
final class ScriptedTask: TimedTask {
  let clock: FakeClock
  /// Seconds of each run; the last repeats.
  var seconds: [Double]
  /// The answer of each run; the last repeats. An answer passes when it is not negative.
  var answers: [Int]
  /// Thrown by the run of this number.
  var failure: (run: Int, error: any Error)?
  /// Thrown by every check.
  var checkFailure: (any Error)?
  private(set) var runs = 0
  private(set) var resets = 0
  private(set) var checks = 0

  init(_ clock: FakeClock, seconds: [Double], answers: [Int] = [1]) {
    self.clock = clock
    self.seconds = seconds
    self.answers = answers
  }

  func reset() {
    resets += 1
    // Restoring takes time that must not be counted.
    clock.advance(by: 5)
  }

  func run(on engine: Engine) throws {
    runs += 1
    if let failure, failure.run == runs { throw failure.error }
    clock.advance(by: seconds[min(runs, seconds.count) - 1])
  }

  private var answer: Int { answers[min(max(runs, 1), answers.count) - 1] }

  var answerHash: UInt64 { UInt64(bitPattern: Int64(answer)) }

  func check() throws -> [AnswerCheck] {
    checks += 1
    if let checkFailure { throw checkFailure }
    return [AnswerCheck("badness", Double(-answer), atMost: 0)]
  }

  /// This task as the only cell of a run.
  func cell(id: String = "scripted", suboptimal reason: String? = nil) -> BenchmarkCell {
    BenchmarkCell(
      id: id, kernel: "scripted", parameters: ["n": .integer(1)], model: CostModel(flops: 10, bytesMin: 5, roof: .compute),
      inputHash: 7, engine: TestEngines.swift,
      prospect: reason.map { .suboptimal(self, reason: $0) } ?? .ready(self))
  }
}
