import MatrixCore

/// Inverts a pivot block on one thread: the same elimination in narrower steps, down to blocks of one leaf.
struct GaussJordanBlock<Scalar: MatrixScalar> {
  let kernels: PortableKernels<Scalar>
  /// `scratch(order:)` elements.
  let work: UnsafeMutablePointer<Scalar>

  /// Width of the steps that a block is inverted in: three leaves, and in these one. The products of one leaf alone are as
  /// thin as a vector is long.
  private static func width(_ kernels: PortableKernels<Scalar>, order n: Int) -> Int {
    let leaf = kernels.blocks.leaf
    return n > 3 * leaf ? 3 * leaf : leaf
  }

  /// Elements of scratch memory for a block of the order given or smaller.
  static func scratch(_ kernels: PortableKernels<Scalar>, order n: Int) -> Int {
    guard n > kernels.blocks.leaf else { return 0 }
    let width = width(kernels, order: n)
    return own(kernels, order: n, width: width) + scratch(kernels, order: width)
  }

  private static func own(_ kernels: PortableKernels<Scalar>, order n: Int, width: Int) -> Int {
    let sizes = GaussJordanSizes(kernels.micro.tile, width: width)
    return sizes.packed(order: n) + sizes.work(columns: n)
  }

  /// X ← X⁻¹ for X with contiguous columns. The first row without a pivot, or nil.
  func invert(_ x: MutableStridedMatrix<Scalar>) -> Int? {
    let n = x.rows
    guard n > kernels.blocks.leaf else { return GaussJordanLeaf.invert(x) }
    let width = Self.width(kernels, order: n)
    let packed = GaussJordanSizes(kernels.micro.tile, width: width).packed(order: n)
    for k in stride(from: 0, to: n, by: width) {
      let pivots = k..<min(k + width, n)
      let step = GaussJordanStep(kernels, x, pivots, packed: work)
      if let failed = step.prepare(work + Self.own(kernels, order: n, width: width)) { return failed }
      step.eliminate(0..<pivots.lowerBound, work + packed)
      step.eliminate(pivots.upperBound..<n, work + packed)
      step.eliminatePivots(work + packed)
    }
    return nil
  }
}
