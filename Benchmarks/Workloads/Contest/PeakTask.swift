import BenchmarkHarness
import Leontief

/// Multiply-adds on registers: the compute roof.
final class PeakTask: WorkingTask {
  private let burst: (_ steps: Int, _ team: Team) -> Double
  /// Steps of a run; found in the first run.
  private var steps = 0
  private(set) var work = 0.0

  init(_ precision: Double.Type, _ set: InstructionSet) {
    burst = { HostPeak.multiplyAdds(precision, on: set, steps: $0, team: $1) }
  }

  init(_ precision: Float.Type, _ set: InstructionSet) {
    burst = { HostPeak.multiplyAdds(precision, on: set, steps: $0, team: $1) }
  }

  func reset() {}

  func run(on engine: Engine) {
    if steps == 0 { calibrate(engine.team) }
    work = burst(steps, engine.team)
  }

  /// Steps for some 20 ms: beside that the start of a team is nothing.
  private func calibrate(_ team: Team) {
    let clock = SystemClock()
    steps = 1000
    while steps < 1 << 40 {
      let start = clock.now()
      _ = burst(steps, team)
      if clock.now() - start > 0.015 { return }
      steps *= 2
    }
  }

  var answerHash: UInt64 { UInt64(work) }

  func check() -> [AnswerCheck] { [AnswerCheck("no_work_done", work > 0 ? 0 : 1, atMost: 0)] }
}
