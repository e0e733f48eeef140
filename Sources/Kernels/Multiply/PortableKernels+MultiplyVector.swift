import MatrixCore

extension PortableKernels {
  /// y ← α A x + β y. Memory-bound: A is read once, along its contiguous index.
  func multiplyVector(_ alpha: Scalar, _ a: Input, _ x: Input, _ beta: Scalar, _ y: Output, _ team: Team) {
    multiplyStream(micro.stream.plain, alpha, a, x, beta, y, team)
  }
}
