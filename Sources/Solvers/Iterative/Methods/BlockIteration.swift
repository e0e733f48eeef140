import Kernels
import MatrixCore

/// GCR for many right-hand sides at once: all minimize their residuals over one space of directions, which every pass over A
/// makes larger by one direction for each of them. Arithmetic in single precision.
///
/// The slow modes are the same for all columns, and one space knows them sooner than a space for each. Directions come from
/// the residuals themselves; residuals that depend on each other give fewer directions, and columns that are done give none.
/// References: Eisenstat, Elman and Schultz (1983), SIAM J. Numer. Anal. 20; O'Leary (1980), Linear Algebra Appl. 29.
/// Cost: one pass over A a step, and beside it 8 n m k flops for k columns and m directions in the space, all taken out twice.
struct BlockIteration {
  let preconditioned: PreconditionedProduct
  let engine: Engine
  let allows: () -> Bool

  struct Result: ~Copyable {
    let outcome: InnerOutcome
    let passes: Int
    let solution: Matrix<Float>
  }

  /// Residuals this far below what is asked for give no direction.
  private static let done = 0.1
  /// A step that leaves more than this share of the residual takes the next directions from the images.
  private static let slow = 0.9
  /// Below this share of the first residual, a step that leaves more than half has met the rounding of single precision.
  private static let rounding = 1e-4

  /// Steps until every residual is `tolerance` of what it was, the space is full, nothing new is found or rounding is met. R is
  /// the right-hand side on entry, what is left of it on return. Returns an approximate solution of (I − A) D = R.
  func run(
    _ r: inout Matrix<Float>, _ space: inout SharedSpace, relative tolerance: Double, mostPasses: Int
  ) throws(AllocationError) -> Result {
    let first = r.columnNorms
    space.begin(columns: r.columns)
    var q = try space.coefficients(columns: r.columns)
    try space.project(&r, from: 0, into: &q)
    // Room for a step of all columns: fresh memory for each would have to be cleared.
    var p = try Matrix<Float>(rows: r.rows, columns: r.columns)
    var w = try Matrix<Float>(rows: r.rows, columns: r.columns)
    var (passes, added, isSlow) = (0, 0, false)
    var worst = Double.infinity
    var outcome = InnerOutcome.stalled
    while true {
      let norms = r.columnNorms
      let next = Self.worst(norms, first)
      if next <= tolerance || (next > 0.5 * worst && next < Self.rounding) { outcome = .converged }
      isSlow = next > Self.slow * worst
      worst = next
      guard outcome == .stalled, passes < mostPasses, worst.isFinite else { break }
      guard allows() else { outcome = .stopped; break }
      let directions =
        isSlow && added > 0
        ? try space.newest(added)
        : try space.orthonormalized(r, norms, chosen: zip(norms, first).map { $0 > Self.done * tolerance * $1 })
      guard space.hasRoom(for: directions.columns) else { break }
      let known = space.count
      if directions.columns == r.columns {
        added = try extend(&space, directions, &p, &w)
      } else {
        var fewP = try Matrix<Float>(rows: r.rows, columns: directions.columns)
        var fewW = try Matrix<Float>(rows: r.rows, columns: directions.columns)
        added = try extend(&space, directions, &fewP, &fewW)
      }
      passes += 1
      guard added > 0 else { break }
      try space.project(&r, from: known, into: &q)
    }
    // What is not finite is no solution.
    let solution = worst.isFinite ? try space.combination(&q) : try Matrix<Float>(rows: r.rows, columns: r.columns)
    return Result(outcome: outcome, passes: passes, solution: solution)
  }

  /// One pass over A: the space with P = M⁻¹ R and its images; returns how many of them are new.
  private func extend(
    _ space: inout SharedSpace, _ r: borrowing Matrix<Float>, _ p: inout Matrix<Float>, _ w: inout Matrix<Float>
  ) throws(AllocationError) -> Int {
    preconditioned.run(r, &p, &w)
    return try space.append(p, &w)
  }

  /// The largest residual as a share of the first; infinite for NaN.
  private static func worst(_ norms: [Double], _ first: [Double]) -> Double {
    zip(norms, first).map { $1 > 0 ? $0 / $1 : 0 }.reduce(0) { $1 <= $0 ? $0 : $1.isNaN ? .infinity : $1 }
  }
}
