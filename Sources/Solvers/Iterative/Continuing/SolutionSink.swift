import MatrixCore

/// How far an iteration has come.
public struct SolutionMark: Sendable, Equatable {
  /// Corrections made so far by this solve, of all right-hand sides.
  public var corrections: Int
  /// The componentwise backward error of the right-hand sides in work when it was last measured; nil before.
  public var backwardError: Double?
  /// Whether the solve was asked to stop and this is the last that is heard of it.
  public var isStopped: Bool

  public init(corrections: Int, backwardError: Double?, isStopped: Bool) {
    self.corrections = corrections
    self.backwardError = backwardError
    self.isStopped = isStopped
  }
}

/// Given X on the way of an iteration, so that it can be kept and a later solve can begin with it.
///
/// X (n × m, finite; zero for right-hand sides not yet begun) is the whole state: nothing else is needed to go on. The sink is
/// asked on the thread that solves, after every correction and once when a monitor stops the solve; X is put together only
/// when it is wanted. A correction takes as many passes over A as gain seven digits at most, some ten on an economy.
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
