import Leontief

/// A problem with its memory, ready to be run on any engine.
///
/// Memory is allocated and touched when the task is made, so that page faults are not timed. Engines share a task: its answer
/// is looked at before the next run.
public protocol TimedTask: AnyObject {
  /// Restores what a run overwrites. Not timed.
  func reset() throws

  /// The timed work.
  func run(on engine: Engine) throws

  /// A hash of the answer's bits; also what keeps the work from being optimised away.
  var answerHash: UInt64 { get }

  /// Verifies the answer of the last run by other means than the code that made it. Errors: `AllocationError` where there is no
  /// memory for that, which says nothing against the answer.
  func check() throws -> [AnswerCheck]
}

/// A task whose runs do the work of its model several times, as often as its answer takes: the sweeps of a balancing.
public protocol RepeatingTask: TimedTask {
  /// Of the last run, one at least.
  var repetitions: Int { get }
}

/// A task that begins with what an engine made before, such as factors.
public protocol PreparingTask: TimedTask {
  /// Makes what a run on this engine begins with, where it is not there yet. Not timed.
  func prepare(on engine: Engine) throws
}

/// A task whose time depends on where its memory lies, which samples of one place do not show.
public protocol RelocatableTask: TimedTask {
  /// Moves the problem to other memory, with the pages touched. Errors: `AllocationError`, after which it is where it was.
  func relocate() throws
}

/// One property of an answer and how well it holds.
public struct AnswerCheck: Sendable, Equatable {
  public let name: String
  /// The measured value; NaN never passes.
  public let value: Double
  /// The largest value that passes.
  public let threshold: Double

  public init(_ name: String, _ value: Double, atMost threshold: Double) {
    self.name = name
    self.value = value
    self.threshold = threshold
  }

  public var passes: Bool { value <= threshold }

  public var sentence: String { "\(name) is \(value), must be at most \(threshold)" }
}
