import MatrixCore
import Tables

/// How a table is read.
public struct ReadOptions: Sendable {
  /// Bytes the reader may allocate; nil for no limit. Files used in place (mapped) do not count.
  public var memoryLimit: Int?
  public var negativeOutput: NegativeOutput
  public var imbalance: GrossImbalance
  /// What the flows are checked on.
  public var loop: ParallelLoop

  public init(
    memoryLimit: Int? = nil, negativeOutput: NegativeOutput = .refused, imbalance: GrossImbalance = .refused,
    loop: ParallelLoop = .serial
  ) {
    self.memoryLimit = memoryLimit
    self.negativeOutput = negativeOutput
    self.imbalance = imbalance
    self.loop = loop
  }
}
