import BenchmarkHarness
import Leontief

/// A task whose answer can be made wrong on purpose.
protocol SpoilableTask: TimedTask {
  /// Changes one element of the answer, whichever the generator draws.
  func spoil(_ generator: inout SplitMix64)
}

/// Gives wrong answers, to show that the checks find them: another element is wrong after every run.
final class SpoiltTask: PreparingTask {
  private let task: any TimedTask
  private var generator: SplitMix64

  init(_ task: any TimedTask, seed: UInt64) {
    self.task = task
    generator = SplitMix64(seed: seed, stream: "fault")
  }

  func reset() throws { try task.reset() }

  func prepare(on engine: Engine) throws { try (task as? any PreparingTask)?.prepare(on: engine) }

  func run(on engine: Engine) throws {
    try task.run(on: engine)
    guard let spoilable = task as? any SpoilableTask else { preconditionFailure("no answer to spoil") }
    spoilable.spoil(&generator)
  }

  var answerHash: UInt64 { task.answerHash }

  func check() throws -> [AnswerCheck] { try task.check() }
}

extension [Double] {
  /// Adds a sixteenth of the largest magnitude to one number, or makes it one where all are zero.
  mutating func spoil(_ generator: inout SplitMix64) {
    guard !isEmpty else { return }
    let largest = reduce(0) { Swift.max($0, abs($1)) }
    self[generator.next(in: 0...count - 1)] += largest == 0 ? 1 : largest / 16
  }
}

extension Matrix {
  /// The same of one element, with the largest magnitude of its column: a change that no rounding explains.
  mutating func spoil(_ generator: inout SplitMix64) {
    guard rows > 0, columns > 0 else { return }
    let (i, j) = (generator.next(in: 0...rows - 1), generator.next(in: 0...columns - 1))
    var largest: Scalar = 0
    for k in 0..<rows { largest = max(largest, abs(self[k, j])) }
    self[i, j] += largest == 0 ? 1 : largest / 16
  }
}
