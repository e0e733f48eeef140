import Foundation
import Leontief
import Synchronization

/// Keeps what an iteration has reached in a file, now and then and when it is interrupted.
public final class CheckpointKeeper: Sendable {
  struct State {
    /// Seconds when the last one was written, and how many that took.
    var last: Double
    var cost = 0.0
    var written = 0
    var corrections: Int
    var isStopping = false
    var isUsed = false
    /// How the iteration ended, where it has no answer.
    var ending: SolutionMark.Ending?
    var isWriting = false
    var failure: String?
    var isFailureTold = false
  }

  public let file: CheckpointFile
  private let problem: CheckpointProblem
  private let solver: String
  private let interval: Double
  private let now: @Sendable () -> Double
  let tell: @Sendable (String) -> Void
  let state: Mutex<State>

  /// Writing may take this share of the time.
  private static let share = 0.05

  /// Errors: `CommandFailure` when the file is of something else. `interval`: seconds between checkpoints, at least, and more
  /// where writing takes long; 0 keeps every correction. `tell` is given a sentence when one cannot be written.
  public init(
    _ file: CheckpointFile, of problem: CheckpointProblem, solver: String, interval: Double,
    now: @escaping @Sendable () -> Double = CheckpointKeeper.clock, tell: @escaping @Sendable (String) -> Void
  ) throws {
    try file.check(problem)
    self.file = file
    self.problem = problem
    self.solver = solver
    self.interval = interval
    self.now = now
    self.tell = tell
    state = Mutex(State(last: now(), corrections: file.found?.corrections ?? 0))
  }

  /// Seconds since some moment.
  public static func clock() -> Double { ProcessInfo.processInfo.systemUptime }

  /// Whether the system's iteration can be kept; when not, that is told.
  public func isUsed(by system: any PreparedSystem, _ kind: SolverKind) -> Bool {
    let isUsed = system.canBeContinued
    state.withLock { $0.isUsed = isUsed }
    if !isUsed {
      tell(
        "\(kind == .auto ? "auto took an elimination: it" : kind.rawValue) keeps no checkpoint; iterations do (--solver gmres)")
    }
    return isUsed
  }

  /// Corrections of the solves before; nil when this one begins anew.
  public var continuedFrom: Int? { file.found?.corrections }
  /// Checkpoints written by this solve.
  public var written: Int { state.withLock { $0.written } }

  /// What people are told of a solve that went on; nil of one that began anew.
  public var continuation: String? {
    guard let corrections = continuedFrom, state.withLock({ $0.isUsed }) else { return nil }
    return "from what \(corrections) corrections had reached"
  }

  /// For the solve that is kept.
  public var sink: SolutionSink {
    SolutionSink(wants: { self.isDue($0) }, take: { x, mark in self.write(x, mark) })
  }

  private func isDue(_ mark: SolutionMark) -> Bool {
    let (last, cost) = state.withLock { state in
      state.ending = mark.ending
      return (state.last, state.cost)
    }
    return mark.ending != nil || interval == 0 || now() - last >= max(interval, cost / Self.share)
  }

  /// A checkpoint that cannot be written does not end the solve: the answer is worth more.
  private func write(_ x: MatrixView<Double>, _ mark: SolutionMark) {
    let (start, corrections) = (now(), (continuedFrom ?? 0) + mark.corrections)
    state.withLock { $0.isWriting = true }
    var failure: String?
    do {
      try file.write(
        CheckpointHeader(
          problem: problem, solver: solver, corrections: corrections,
          componentwiseBackwardError: mark.backwardError?.finite), x)
    } catch { failure = "\(error)" }
    let end = now()
    let isNews = state.withLock { state in
      (state.failure, state.isWriting) = (failure, false)
      (state.last, state.cost) = (end, end - start)
      if failure == nil { (state.written, state.corrections) = (state.written + 1, corrections) }
      defer { state.isFailureTold = failure != nil && (state.isFailureTold || mark.ending == nil) }
      return !state.isFailureTold
    }
    if let failure, isNews, mark.ending == nil { tell("no checkpoint: \(failure); the solve goes on") }
  }

  /// There is an answer: the file goes.
  public func finish() {
    if written > 0 || continuedFrom != nil { file.remove() }
  }
}
