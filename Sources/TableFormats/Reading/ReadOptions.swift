import Tables

/// How a table is read.
public struct ReadOptions: Sendable, Equatable {
  /// Bytes the reader may allocate; nil for no limit. Files used in place (mapped) do not count.
  public var memoryLimit: Int?
  public var negativeOutput: NegativeOutput
  public var imbalance: GrossImbalance

  public init(
    memoryLimit: Int? = nil, negativeOutput: NegativeOutput = .refused, imbalance: GrossImbalance = .refused
  ) {
    self.memoryLimit = memoryLimit
    self.negativeOutput = negativeOutput
    self.imbalance = imbalance
  }
}
