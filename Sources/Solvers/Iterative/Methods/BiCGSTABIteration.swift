import MatrixCore

/// BiCGSTAB on (I − G) X = C, every column with its own coefficients, the passes over A shared.
///
/// Reference: van der Vorst (1992), SIAM J. Sci. Stat. Comput. 13. Cost: two passes over A a step; memory: seven matrices
/// n × k, whatever the number of steps.
struct BiCGSTABIteration {
  /// X is the start on entry, the answer on return.
  static func run<Stored>(
    _ sweep: inout Sweep<Stored>, _ x: inout Matrix<Double>, _ y: borrowing Matrix<Double>, relative tolerance: Double,
    mostPasses: Int, allows: () -> Bool
  ) throws(AllocationError) -> InnerOutcome {
    let last = sweep.passes + mostPasses
    var residual = try Matrix(copying: x.view, layout: .columnMajor)
    guard try sweep.step(&residual, y, allows: allows) != nil else { return .stopped }
    residual.combine(1, -1, x)
    let shadow = try Matrix(copying: residual.view, layout: .columnMajor)
    var direction = try Matrix(copying: residual.view, layout: .columnMajor)
    var products = residual.products(shadow)
    let limits = residual.norms.map { tolerance * $0 }
    while !zip(residual.norms, limits).allSatisfy({ $0 <= $1 }) {
      guard allows() else { return .stopped }
      guard sweep.passes < last else { return .stalled }
      var image = try Matrix(copying: direction.view, layout: .columnMajor)
      guard try form(&image, of: direction, &sweep, allows) else { return .stopped }
      let alphas = zip(products, image.products(shadow)).map(ratio)
      // The shadow sees nothing of an image that is there: another method is needed, and X is not to be spoilt.
      guard alphas.allSatisfy(\.isFinite) else { return .stalled }
      residual.add(alphas.map { -$0 }, image)
      var second = try Matrix(copying: residual.view, layout: .columnMajor)
      guard try form(&second, of: residual, &sweep, allows) else { return .stopped }
      let omegas = zip(second.products(residual), second.products(second)).map(ratio)
      guard omegas.allSatisfy(\.isFinite) else { return .stalled }
      x.add(alphas, direction)
      x.add(omegas, residual)
      residual.add(omegas.map { -$0 }, second)
      let next = residual.products(shadow)
      // A column with nothing left has ratios of zero by zero: it stays where it is.
      let betas = next.indices.map { ratio(next[$0], products[$0]) * ratio(alphas[$0], omegas[$0]) }
      guard betas.allSatisfy(\.isFinite) else { return .stalled }
      direction.add(omegas.map { -$0 }, image)
      direction.scaleAndAdd(betas, residual)
      products = next
    }
    return .converged
  }

  /// (I − G) V in the place of a copy of V; false when `allows` stops it.
  private static func form<Stored>(
    _ image: inout Matrix<Double>, of vectors: borrowing Matrix<Double>, _ sweep: inout Sweep<Stored>, _ allows: () -> Bool
  ) throws(AllocationError) -> Bool {
    guard try sweep.map(&image, allows: allows) else { return false }
    image.combine(-1, 1, vectors)
    return true
  }

  private static func ratio(_ above: Double, _ below: Double) -> Double { above == 0 ? 0 : above / below }
}
