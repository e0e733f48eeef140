/// A way to run the turns of a loop side by side. This floor has no threads; whoever has some hands them down.
public struct ParallelLoop: Sendable {
  private let body: @Sendable (_ turns: Int, _ turn: @Sendable (Int) -> Void) -> Void

  /// `body` runs the turns 0, 1, … each once and returns when all are done.
  public init(_ body: @escaping @Sendable (_ turns: Int, _ turn: @Sendable (Int) -> Void) -> Void) { self.body = body }

  /// One turn after the other.
  public static let serial = ParallelLoop { turns, turn in
    for k in 0..<turns { turn(k) }
  }

  func run(_ turns: Int, _ turn: @Sendable (Int) -> Void) { body(turns, turn) }
}
