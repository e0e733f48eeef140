import MatrixCore
import Tables

/// How a table is read.
public struct ReadOptions: Sendable, Equatable {
  /// Bytes the reader may allocate; nil for no limit. Files used in place (mapped) do not count.
  public var memoryLimit: Int?
  public var negativeOutput: NegativeOutput
  public var imbalance: GrossImbalance
  /// What the flows are checked on. No reading depends on it, and options that differ in it alone are equal.
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

  public static func == (left: ReadOptions, right: ReadOptions) -> Bool {
    left.memoryLimit == right.memoryLimit && left.negativeOutput == right.negativeOutput && left.imbalance == right.imbalance
  }
}
