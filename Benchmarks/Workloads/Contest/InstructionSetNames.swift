import Leontief

/// The instruction sets of this architecture that a suite tells apart.
public struct InstructionSetNames: Sendable {
  /// The widest this processor has.
  public let best: InstructionSet
  /// One that is forced and held against a library's kernels for the same set; nil where there is no such.
  public let middle: InstructionSet?
  /// What every processor of the architecture has, when that is less than the best.
  public let baseline: InstructionSet?

  public init(best: InstructionSet, middle: InstructionSet?, baseline: InstructionSet?) {
    self.best = best
    self.middle = middle
    self.baseline = baseline
  }

  public static var host: InstructionSetNames {
    let isX86 = InstructionSet.baseline == .sse2
    return InstructionSetNames(
      best: .best, middle: isX86 ? .avx2 : nil, baseline: isX86 ? .sse2 : nil)
  }
}
