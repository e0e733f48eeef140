import Foundation
import Leontief
import Synchronization

/// Keeps what an iteration has reached in a file, now and then and when it is interrupted.
public final class CheckpointKeeper: Sendable {
  private struct State {
    /// Seconds when the last one was written, and how many that took.
    var last: Double
    var cost = 0.0
    var written = 0
    var corrections: Int
    var isStopping = false
    var isUsed = false
    var failure: String?
  }

  public let file: CheckpointFile
  private let problem: CheckpointProblem
  private let solver: String
  private let interval: Double
  private let now: @Sendable () -> Double
  private let tell: @Sendable (String) -> Void
  private let state: Mutex<State>

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
    let (last, cost) = state.withLock { ($0.last, $0.cost) }
    return mark.isStopped || interval == 0 || now() - last >= max(interval, cost / Self.share)
  }

  /// A checkpoint that cannot be written does not end the solve: the answer is worth more.
  private func write(_ x: MatrixView<Double>, _ mark: SolutionMark) {
    let (start, corrections) = (now(), (continuedFrom ?? 0) + mark.corrections)
    var failure: String?
    do {
      try file.write(
        CheckpointHeader(
          problem: problem, solver: solver, corrections: corrections,
          componentwiseBackwardError: mark.backwardError?.finite), x)
    } catch { failure = "\(error)" }
    let end = now()
    let isNews = state.withLock { state in
      defer { state.failure = failure }
      (state.last, state.cost) = (end, end - start)
      if failure == nil { (state.written, state.corrections) = (state.written + 1, corrections) }
      return state.failure == nil
    }
    if let failure, isNews, !mark.isStopped { tell("no checkpoint: \(failure); the solve goes on") }
  }

  /// From now on the monitor stops the solve.
  public func stop() { state.withLock { $0.isStopping = true } }

  /// The same monitor, until `stop`.
  public func stoppable(_ monitor: WorkMonitor) -> WorkMonitor {
    WorkMonitor { fraction in monitor.allows(fraction) && !self.state.withLock { $0.isStopping } }
  }

  /// How an interrupted solve can go on.
  public var interruption: CommandFailure {
    let state = state.withLock { $0 }
    guard state.written > 0 || continuedFrom != nil else {
      return CommandFailure(.interrupted, "interrupted" + (state.failure.map { ", and no checkpoint: \($0)" } ?? ""))
    }
    return CommandFailure(
      .interrupted,
      "interrupted; \(file.path) keeps what \(state.corrections) corrections reached: the same command goes on from there")
  }

  /// Of a solve that ran out of passes.
  public func tellWhatIsKept() {
    let state = state.withLock { $0 }
    guard state.written > 0 else { return }
    tell("\(file.path) keeps what \(state.corrections) corrections reached: the same command goes on from there")
  }

  /// There is an answer: the file goes.
  public func finish() {
    if written > 0 || continuedFrom != nil { file.remove() }
  }
}
