import BenchmarkHarness
import Leontief

/// A suite in which every engine has a process of its own: which cells, which contenders, under which roofs, and what must be
/// reached.
///
/// Unlike the quick suite, results are held against peers and against what the machine was measured to do in the same run.
public struct ContestSuite: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// The Swift kernels against the best BLAS and measured peaks.
    case kernels
    /// The solvers against NumPy and SciPy, and against one reading of the table.
    case solvers

    /// Raised when a problem, a model or a requirement changes.
    public var version: Int { 2 }
  }

  public let kind: Kind
  public let cells: [ContestCell]
  public let roofs: [ContestRoof]
  public let requirements: [Requirement]

  /// Where tables in files are kept by themselves: on a disk, and not in memory as /tmp may be.
  public static let usualScratch = "/var/tmp/leontief-bench"

  /// `scale` multiplies every size. Tables in files are made in the folder `scratch`, and found there the next time.
  /// `isWanted` chooses cells by their names; whether they run only on demand comes with them.
  public init(
    _ kind: Kind, scale: Double = 1, seed: UInt64 = 1, sets: InstructionSetNames = .host, scratch: String = usualScratch,
    isWanted: (_ cell: String, _ isOnDemand: Bool) -> Bool = { !$1 }
  ) {
    let basis = ContestBasis(scale: scale, seed: seed, sets: sets, folder: scratch)
    let rows = Self.rows(kind, basis).filter { isWanted($0.cell.id, $0.isOnDemand) }
    self.kind = kind
    cells = rows.map(\.cell)
    requirements = rows.flatMap(\.requirements)
    roofs = basis.roofs.filter { roof in rows.contains { $0.cell.roofs.contains(roof.id) } }
  }

  private static func rows(_ kind: Kind, _ basis: ContestBasis) -> [ContestRow] {
    switch kind {
    case .kernels: KernelPlan(basis).rows
    case .solvers: SolverPlan(basis).rows
    }
  }
}
