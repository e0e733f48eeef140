import Tables

/// How a table is read.
public struct ReadOptions: Sendable, Equatable {
  public enum Checks: Sendable, Equatable {
    /// Everything `TableValidation` knows; a finding of severity error refuses the table. Cost: one pass over the flows.
    case full
    /// Shapes and labels only, for flows that were checked before.
    case shapesOnly
  }

  /// Bytes the reader may allocate; nil for no limit. Files used in place (mapped) do not count.
  public var memoryLimit: Int?
  public var negativeOutput: NegativeOutput
  public var checks: Checks

  public init(memoryLimit: Int? = nil, negativeOutput: NegativeOutput = .refused, checks: Checks = .full) {
    self.memoryLimit = memoryLimit
    self.negativeOutput = negativeOutput
    self.checks = checks
  }
}
