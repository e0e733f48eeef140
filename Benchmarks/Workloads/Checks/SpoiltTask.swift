import BenchmarkHarness
import Leontief

/// A task whose answer can be made wrong on purpose.
protocol SpoilableTask: TimedTask {
  /// Changes one element of the answer.
  func spoil()
}

/// Gives wrong answers, to show that the checks find them.
final class SpoiltTask: TimedTask {
  private let task: any TimedTask

  init(_ task: any TimedTask) { self.task = task }

  func reset() throws { try task.reset() }

  func run(on engine: Engine) throws {
    try task.run(on: engine)
    guard let spoilable = task as? any SpoilableTask else { preconditionFailure("no answer to spoil") }
    spoilable.spoil()
  }

  var answerHash: UInt64 { task.answerHash }

  func check() -> [AnswerCheck] { task.check() }
}

extension Matrix {
  /// Changes the first element by a thousandth of its size, or makes it one where it is zero.
  mutating func spoil() {
    var elements = mutableElements
    elements[0] = elements[0] == 0 ? 1 : elements[0] + elements[0] / 1024
  }
}

extension GemmTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension FactorizationTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension SolveTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension InverseTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension AggregationTask: SpoilableTask {
  func spoil() { answer.spoil() }
}
