import MatrixCore

/// Seconds of each method on a host, from flops and bytes.
///
/// The shares of the roofs were estimated on 2026-11-22 from single runs on two cores of a Zen 5 virtual machine with AVX-512
/// (n = 1435 and 9568).
struct CostModel {
  let problem: SolveProblem
  let rates: HostRates

  private var n: Double { Double(problem.sectors) }
  private var m: Double { Double(problem.rightHandSides) }
  /// Starting and joining threads, allocation: what a call costs however small.
  private static let call = 1e-5

  /// Seconds of a product with A for m columns: bound by memory for few, by arithmetic for many.
  private func product(bytes: Double, flopShare: Double, columns: Double) -> Double {
    max(bytes / (0.85 * rates.bytes), 2 * Double(problem.nonZeros) * columns / (flopShare * rates.flops)) + Self.call
  }

  /// The residual of all right-hand sides on A as it is stored.
  private var residual: Double {
    product(bytes: Double(problem.bytesPerPass), flopShare: 0.75, columns: m) + 3e-9 * n * m
  }

  /// Large eliminations come near the peak; small ones wait for their panels.
  private var eliminationShare: Double { 0.85 * n / (n + 500) }

  /// I − A formed, eliminated, and twice substituted with two residuals.
  var lu: Double {
    let formation = 3 * 8 * n * n / rates.bytes
    let elimination = 2 * n * n * n / 3 / (eliminationShare * rates.flops)
    let substitution = max(8 * n * n / (0.6 * rates.bytes), 2 * n * n * m / (0.6 * eliminationShare * rates.flops))
    return formation + elimination + 2 * substitution + 2 * residual + 20 * Self.call
  }

  /// The same in single precision with two or three steps of refinement, each a substitution and a residual.
  var luMixed: Double {
    let formation = 3 * 8 * n * n / rates.bytes
    let elimination = 2 * n * n * n / 3 / (2 * eliminationShare * rates.flops)
    let substitution = max(4 * n * n / (0.6 * rates.bytes), 2 * n * n * m / (1.2 * eliminationShare * rates.flops))
    return formation + elimination + 3.5 * substitution + 3.5 * residual + 20 * Self.call
  }

  /// GMRES with block Gauss-Seidel in the given storage.
  func gmres(_ storage: IterationStorage) -> Double {
    let isSingle = storage == .single && problem.isDense
    let panels = max(1, (m / Double(IterativeSolver.panelWidth)).rounded(.up))
    let columns = min(m, Double(IterativeSolver.panelWidth))
    let isArithmeticSingle = isSingle && columns >= Double(PanelIteration.manyColumns)
    let bytes = Double(problem.bytesPerPass) * (isSingle ? 0.5 : 1)
    let pass =
      product(bytes: bytes, flopShare: isArithmeticSingle ? 1.2 : 0.6, columns: columns)
      + n / Double(RegionPartition.leastBlock) * 4e-6 + 1.2e-8 * n * columns
    let corrections = isArithmeticSingle ? 3.0 : isSingle ? 2 : 1
    let passes = (isArithmeticSingle ? 19.0 : isSingle ? 13 : 11) * difficulty
    let blocks = 2 * problem.blockWork / (0.4 * rates.flops)
    // Fresh pages are cleared before they are written.
    let narrowing = isSingle && !problem.hasSingle ? 12 * n * n / (0.5 * rates.bytes) : 0
    return narrowing + blocks + panels * (passes * pass + corrections * residual / panels) + 20 * Self.call
  }

  /// Passes grow with what a column uses up of its output; beyond one the matrix may still be an M-matrix, or not.
  private var difficulty: Double {
    if !problem.isNonNegative || problem.largestColumnSum >= 1 { return 1.6 }
    return problem.largestColumnSum > 0.95 ? 1.2 : 1
  }
}
