/// A way to run the turns of a loop side by side, and the processor's kernel for what they do here. This floor has neither threads
/// nor kernels; whoever has some hands them down.
public struct ParallelLoop: Sendable {
  let lineKernel: LineKernel
  private let body: @Sendable (_ turns: Int, _ turn: @Sendable (Int) -> Void) -> Void

  /// `body` runs the turns 0, 1, … each once and returns when all are done.
  public init(
    lineKernel: LineKernel = .portable, _ body: @escaping @Sendable (_ turns: Int, _ turn: @Sendable (Int) -> Void) -> Void
  ) {
    self.lineKernel = lineKernel
    self.body = body
  }

  /// One turn after the other.
  public static let serial = ParallelLoop { turns, turn in
    for k in 0..<turns { turn(k) }
  }

  func run(_ turns: Int, _ turn: @Sendable (Int) -> Void) { body(turns, turn) }
}
