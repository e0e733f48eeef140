import BenchmarkHarness
import Leontief

/// The kernels against the best there is: which cells, which contenders, under which roofs, and what must be reached.
///
/// Unlike the quick suite, every engine has a process of its own, and results are held against peers and measured peaks.
public struct KernelSuite: Sendable {
  public static let name = "kernels"
  /// Raised when a problem, a model or a requirement changes.
  public static let version = 1

  public let cells: [ContestCell]
  public let roofs: [ContestRoof]
  public let requirements: [Requirement]

  /// `scale` multiplies every size. `isWanted` chooses cells by their names.
  public init(
    scale: Double = 1, seed: UInt64 = 1, sets: InstructionSetNames = .host, isWanted: (String) -> Bool = { _ in true }
  ) {
    let plan = KernelSuitePlan(scale: scale, seed: seed, sets: sets)
    let rows = plan.rows.filter { isWanted($0.cell.id) }
    cells = rows.map(\.cell)
    requirements = rows.flatMap(\.requirements)
    roofs = plan.roofs.filter { roof in rows.contains { $0.cell.roofs.contains(roof.id) } }
  }
}

/// The instruction sets of this architecture that the suite tells apart.
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
