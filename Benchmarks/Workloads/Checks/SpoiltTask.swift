import BenchmarkHarness
import Leontief

/// A task whose answer can be made wrong on purpose.
package protocol SpoilableTask: TimedTask {
  /// Changes one element of the answer, whichever the generator draws: by the least whole number or bit where answers are exact,
  /// else by `margin` times what the checks may let pass of it.
  func spoil(_ generator: inout SplitMix64, margin: Double)
}

/// Gives wrong answers, to show that the checks find them: another element is wrong after every run.
package final class SpoiltTask: PreparingTask {
  private let task: any TimedTask
  private let margin: Double
  private var generator: SplitMix64

  /// A fault so many times as large as what the checks may let pass is found, whatever is left over by rounding, which they let
  /// pass once at most.
  package static let margin = 4.0

  package init(_ task: any TimedTask, seed: UInt64, margin: Double = SpoiltTask.margin) {
    (self.task, self.margin) = (task, margin)
    generator = SplitMix64(seed: seed, stream: "fault")
  }

  package func reset() throws { try task.reset() }

  package func prepare(on engine: Engine) throws { try (task as? any PreparingTask)?.prepare(on: engine) }

  package func run(on engine: Engine) throws {
    try task.run(on: engine)
    guard let spoilable = task as? any SpoilableTask else { preconditionFailure("no answer to spoil") }
    spoilable.spoil(&generator, margin: margin)
  }

  package var answerHash: UInt64 { task.answerHash }

  package func check() throws -> [AnswerCheck] { try task.check() }
}

extension [Double] {
  /// Adds a fraction of its own to a number. What is zero must be so.
  mutating func spoil(_ generator: inout SplitMix64, by fraction: Double) {
    guard !isEmpty else { return }
    let place = generator.next(in: 0...count - 1)
    self[place] += Swift.max(fraction * abs(self[place]), .leastNormalMagnitude)
  }
}

extension Matrix {
  /// Any element; nil where there is none.
  borrowing func place(_ generator: inout SplitMix64) -> (row: Int, column: Int)? {
    guard rows > 0, columns > 0 else { return nil }
    return (generator.next(in: 0...rows - 1), generator.next(in: 0...columns - 1))
  }

  /// Adds one to an element.
  mutating func spoilByOne(_ generator: inout SplitMix64) {
    guard let (i, j) = place(&generator) else { return }
    self[i, j] += 1
  }
}

extension Matrix where Scalar == Double {
  /// Changes an element by a bit.
  mutating func spoilByABit(_ generator: inout SplitMix64) {
    guard let (i, j) = place(&generator) else { return }
    self[i, j] = self[i, j].nextUp
  }

  /// Adds a fraction of its own to an element. What is zero must be so.
  mutating func spoil(_ generator: inout SplitMix64, by fraction: Double) {
    guard let (i, j) = place(&generator) else { return }
    self[i, j] += max(fraction * abs(self[i, j]), .leastNormalMagnitude)
  }

  /// The same of what a sample of columns holds it against.
  mutating func spoilSampled(_ generator: inout SplitMix64, by fraction: Double) {
    guard let (i, j) = place(&generator) else { return }
    self[i, j] += max(fraction * ColumnSample.magnitude(self, i, j), .leastNormalMagnitude)
  }
}
