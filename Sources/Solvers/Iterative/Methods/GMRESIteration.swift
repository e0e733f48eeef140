import Kernels
import MatrixCore

/// GMRES on (I − G) X = C for several columns at once: each has its own Krylov space, the passes over A are shared.
///
/// Reference: Saad and Schultz (1986), SIAM J. Sci. Stat. Comput. 7; modified Gram-Schmidt, Givens rotations, restarted.
/// Cost: one pass over A a step; memory: `basis` + 1 matrices n × k.
struct GMRESIteration {
  /// Steps between restarts.
  static let basis = 30

  /// X is the start on entry, the answer on return; the residuals are those of the preconditioned system.
  static func run<Stored>(
    _ sweep: inout Sweep<Stored>, _ x: inout Matrix<Double>, _ y: borrowing Matrix<Double>, relative tolerance: Double,
    mostPasses: Int, allows: () -> Bool
  ) throws(AllocationError) -> InnerOutcome where Stored.Scalar == Double {
    let last = sweep.passes + mostPasses
    var (first, best) = ([Double](), Double.infinity)
    while sweep.passes < last {
      // R = C − (I − G) X is what one step changes X by.
      var moved = try Matrix(copying: x.view, layout: .columnMajor)
      _ = try sweep.step(&moved, y)
      var cycle = try KrylovCycle(x: x, moved: moved, steps: min(basis, max(1, last - sweep.passes)))
      if first.isEmpty { first = cycle.norms }
      let limits = first.map { tolerance * $0 }
      while !cycle.isDone(limits), sweep.passes < last {
        guard allows() else { return .stopped }
        try cycle.extend { (vectors: inout Matrix<Double>) throws(AllocationError) in try sweep.map(&vectors) }
      }
      try cycle.add(to: &x)
      let worst = cycle.worst(relativeTo: first)
      if cycle.isWithin(limits) { return .converged }
      guard worst < 0.5 * best else { return .stalled }
      best = worst
      guard allows() else { return .stopped }
    }
    return .stalled
  }
}
