import Kernels
import MatrixCore

/// GMRES on (I − G) X = C for several columns at once: each has its own Krylov space, the passes over A are shared.
///
/// Reference: Saad and Schultz (1986), SIAM J. Sci. Stat. Comput. 7; Givens rotations, restarted.
/// Cost: one pass over A a step; memory: `basis` + 1 matrices n × k.
struct GMRESIteration {
  /// Steps between restarts.
  static let basis = 30

  /// X, zero on entry, is the answer on return; the residuals are those of the preconditioned system. Also returned: the largest
  /// that a column is left with, as a share of the first.
  static func run<Stored>(
    _ sweep: inout Sweep<Stored>, _ x: inout Matrix<Double>, _ y: borrowing Matrix<Double>,
    relative tolerance: Double, mostPasses: Int, on engine: Engine, allows: () -> Bool
  ) throws(AllocationError) -> (outcome: InnerOutcome, share: Double) {
    let last = sweep.passes + mostPasses
    var (first, best) = ([Double](), Double.infinity)
    while sweep.passes < last {
      // R = C − (I − G) X is what one step changes X by.
      var moved = try Matrix(copying: x.view, layout: .columnMajor)
      guard try sweep.step(&moved, y, isZero: first.isEmpty, allows: allows) != nil else { return (.stopped, min(best, 1)) }
      var cycle = try KrylovCycle(
        x: x, moved: moved, steps: min(basis, max(1, last - sweep.passes)), on: engine)
      if first.isEmpty { first = cycle.norms }
      let limits = first.map { tolerance * $0 }
      while !cycle.isDone(limits), sweep.passes < last {
        guard allows() else {
          cycle.add(to: &x)
          return (.stopped, min(best, 1))
        }
        var images = try cycle.newest()
        guard try sweep.map(&images, allows: allows) else {
          cycle.add(to: &x)
          return (.stopped, min(best, 1))
        }
        try cycle.extend(images)
      }
      cycle.add(to: &x)
      let worst = cycle.worst(relativeTo: first)
      if cycle.isWithin(limits) { return (.converged, worst) }
      guard worst < 0.5 * best else { return (.stalled, min(best, 1)) }
      best = worst
      guard allows() else { return (.stopped, min(best, 1)) }
    }
    return (.stalled, min(best, 1))
  }
}
