import MatrixCore

/// Chebyshev's semi-iteration on (I − G) X = C: no products of vectors, only the ends of the spectrum.
///
/// References: Golub and Varga (1961), Numer. Math. 3; Collatz (1942) for the bound of the spectral radius of G ≥ 0.
/// Cost: one pass over A a step, and `probes` passes for the bound.
struct ChebyshevIteration {
  /// Passes that look for the spectral radius.
  static let probes = 6
  /// Passes without half of the residual gone after which it is given up.
  static let mostIdle = 60
  /// The spectrum of G is taken to begin here, as a share of its radius: that of Gauss-Seidel's G ≥ 0 is not symmetric.
  static let leastShare = -0.3

  /// X is the start on entry, the answer on return.
  static func run<Stored>(
    _ sweep: inout Sweep<Stored>, _ x: inout Matrix<Double>, _ y: borrowing Matrix<Double>, relative tolerance: Double,
    mostPasses: Int, allows: () -> Bool
  ) throws(AllocationError) -> InnerOutcome {
    let last = sweep.passes + mostPasses
    let radius = try spectralRadius(&sweep, rows: x.rows)
    guard radius < 1 else { return .stalled }
    // I − G has its spectrum between 1 − ρ and 1 − leastShare ρ. A G of nothing but zeros has no spread.
    let centre = 1 - radius * (1 + leastShare) / 2
    let half = max(radius * (1 - leastShare) / 2, .ulpOfOne)
    var direction = try Matrix<Double>(rows: x.rows, columns: x.columns, layout: .columnMajor)
    var (share, limits, best, idle) = (0.0, [Double](), Double.infinity, 0)
    while sweep.passes < last {
      var residual = try Matrix(copying: x.view, layout: .columnMajor)
      guard try sweep.step(&residual, y, allows: allows) != nil, allows() else { return .stopped }
      residual.combine(1, -1, x)
      let norms = residual.norms
      if limits.isEmpty { limits = norms.map { tolerance * $0 } }
      if zip(norms, limits).allSatisfy({ $0 <= $1 }) { return .converged }
      let worst = norms.contains(where: \.isNaN) ? .infinity : norms.max() ?? 0
      idle = worst < 0.5 * best ? 0 : idle + 1
      // The residuals of Chebyshev's polynomials do not fall in every step.
      guard worst < 100 * best, idle <= mostIdle else { return .stalled }
      if idle == 0 { best = worst }
      let next = share == 0 ? half / centre : 1 / (2 * centre / half - share)
      direction.combine(next * share, share == 0 ? 1 / centre : 2 * next / half, residual)
      x.combine(1, 1, direction)
      share = next
    }
    return .stalled
  }

  /// An upper bound of ρ(G) for G ≥ 0: max (G v)_i / v_i for v > 0, which comes closer with every pass.
  private static func spectralRadius<Stored>(
    _ sweep: inout Sweep<Stored>, rows n: Int
  ) throws(AllocationError) -> Double {
    var vector = try Matrix<Double>(rows: n, columns: 1, layout: .columnMajor)
    for i in 0..<n { vector[i, 0] = 1 }
    var bound = 0.0
    for _ in 0..<probes {
      let last = (0..<n).map { vector[$0, 0] }
      _ = try sweep.map(&vector) { true }
      bound = last.indices.reduce(0) { last[$1] > 0 ? max($0, vector[$1, 0] / last[$1]) : $0 }
    }
    return bound
  }
}
