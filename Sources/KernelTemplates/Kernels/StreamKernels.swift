import MatrixCore

/// The inner loops of operations that read their matrix once and are bound by memory.
public struct StreamKernels<Scalar: MatrixScalar>: Sendable {
  /// Products of a matrix stored in the precision of the computation.
  public var plain: ProductKernels<Scalar, Scalar>
  /// Products of a matrix stored in single precision.
  public var single: ProductKernels<Float, Scalar>

  @inlinable @inline(__always)
  public init(
    plain: ProductKernels<Scalar, Scalar>, single: ProductKernels<Float, Scalar>
  ) {
    self.plain = plain
    self.single = single
  }
}
