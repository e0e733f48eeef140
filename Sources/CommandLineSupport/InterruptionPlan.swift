/// What interruptions do to a command: the first one may let it end by itself, the next one ends it.
public struct InterruptionPlan: Sendable {
  public enum Action: Sendable, Equatable {
    /// The command ends by itself with what it has.
    case waits
    case ends(String)
  }

  private var stop: (@Sendable () -> Bool)?
  private let sentence: @Sendable () -> String

  /// The first interruption calls `stop`, which returns whether there is something to wait for. `sentence` is said at the
  /// end.
  public init(_ stop: @escaping @Sendable () -> Bool, sentence: @escaping @Sendable () -> String = { "interrupted" }) {
    self.stop = stop
    self.sentence = sentence
  }

  private init() { (stop, sentence) = (nil, { "interrupted" }) }

  /// Any interruption ends the command: a file that is being written does not appear.
  public static let atOnce = InterruptionPlan()

  /// What the next interruption does. Its first step is made.
  public mutating func next() -> Action {
    if let stop = stop.take(), stop() { return .waits }
    return .ends(sentence())
  }
}
