import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// z ← y + A x and the norms of z − x. A is read once; what follows touches vectors only and is done by one thread,
  /// blocks of rows in their order.
  func fixedPointStep<Stored>(
    _ kernels: ProductKernels<Stored, Scalar>, _ a: StridedMatrix<Stored>, _ x: Input, _ y: Input, _ z: Output, _ team: Team
  ) -> FixedPointStep {
    multiplyStream(kernels, 1, a, x, 0, z, team)
    var step = FixedPointStep()
    for first in stride(from: 0, to: z.rows, by: StreamCut.rowGrain) {
      step.join(finish(x, y, z, first..<min(first + StreamCut.rowGrain, z.rows)))
    }
    return step
  }

  private func finish(_ x: Input, _ y: Input, _ z: Output, _ rows: Range<Int>) -> FixedPointStep {
    var step = FixedPointStep()
    for i in rows {
      z[i, 0] += y[i, 0]
      step.add(Double(z[i, 0]), Double(x[i, 0]))
    }
    return step
  }
}
