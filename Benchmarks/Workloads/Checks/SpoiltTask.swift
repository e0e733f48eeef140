import BenchmarkHarness
import Leontief

/// A task whose answer can be made wrong on purpose.
protocol SpoilableTask: TimedTask {
  /// Changes one element of the answer.
  func spoil()
}

/// Gives wrong answers, to show that the checks find them.
final class SpoiltTask: PreparingTask {
  private let task: any TimedTask

  init(_ task: any TimedTask) { self.task = task }

  func reset() throws { try task.reset() }

  func prepare(on engine: Engine) throws { try (task as? any PreparingTask)?.prepare(on: engine) }

  func run(on engine: Engine) throws {
    try task.run(on: engine)
    guard let spoilable = task as? any SpoilableTask else { preconditionFailure("no answer to spoil") }
    spoilable.spoil()
  }

  var answerHash: UInt64 { task.answerHash }

  func check() -> [AnswerCheck] { task.check() }
}

extension [Double] {
  /// Changes the last number by a thousandth of its size, or makes it one where it is zero.
  mutating func spoil() {
    guard let last else { return }
    self[count - 1] = last == 0 ? 1 : last + last / 1024
  }
}

extension Matrix {
  /// Changes the first element in the same way.
  mutating func spoil() {
    var elements = mutableElements
    elements[0] = elements[0] == 0 ? 1 : elements[0] + elements[0] / 1024
  }
}
