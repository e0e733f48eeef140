import MatrixCore

/// How far an iteration has come.
public struct SolutionMark: Sendable, Equatable {
  /// How a solve ends that has no answer.
  public enum Ending: Sendable {
    /// A monitor stopped it.
    case stopped
    /// Its passes are used up: a solve that begins with X has as many again.
    case outOfPasses
    /// Nothing leads nearer any more.
    case stalled
  }

  /// Corrections made so far by this solve, of all right-hand sides.
  public var corrections: Int
  /// The componentwise backward error that X has in the right-hand sides in work; nil where that was not measured.
  public var backwardError: Double?
  /// Nil while the solve goes on; else this is the last that is heard of it.
  public var ending: Ending?

  public init(corrections: Int, backwardError: Double?, ending: Ending? = nil) {
    self.corrections = corrections
    self.backwardError = backwardError
    self.ending = ending
  }
}

/// Given X on the way of an iteration, so that it can be kept and a later solve can begin with it.
///
/// X (n × m, finite; zero or the start for right-hand sides not yet begun) is the whole state: nothing else is needed to go on.
/// The sink is asked on the thread that solves, after every correction and once when the solve ends without an answer; it is
/// given X when there is something new, the best of the right-hand sides in work and never worse than what it was given
/// before. A stop within a correction but the first costs a pass over A more, to know that. A correction takes as many passes
/// as gain seven digits at most, some ten on an economy.
public struct SolutionSink: Sendable {
  let wants: @Sendable (SolutionMark) -> Bool
  let take: @Sendable (MatrixView<Double>, SolutionMark) -> Void

  /// `wants` says whether X is to be handed out now, `take` gets it and must not keep the view.
  public init(
    wants: @escaping @Sendable (SolutionMark) -> Bool = { _ in true },
    take: @escaping @Sendable (MatrixView<Double>, SolutionMark) -> Void
  ) {
    self.wants = wants
    self.take = take
  }

  /// Wants nothing.
  public static let none = SolutionSink(wants: { _ in false }, take: { _, _ in })
}
