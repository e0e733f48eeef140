import MatrixCore

/// The inner loops of operations that read their matrix once and are bound by memory.
public struct StreamKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Source = UnsafePointer<Scalar>
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// Products of a matrix stored in the precision of the computation.
  public var plain: ProductKernels<Scalar, Scalar>
  /// Products of a matrix stored in single precision.
  public var single: ProductKernels<Float, Scalar>
  /// `ColumnCombination.run` of four columns and of one: count, A, column stride, factors, y.
  public var fourColumns: @Sendable (Int, Source, Int, Source, Target) -> Void
  public var oneColumn: @Sendable (Int, Source, Int, Source, Target) -> Void

  @inlinable @inline(__always)
  public init(
    plain: ProductKernels<Scalar, Scalar>, single: ProductKernels<Float, Scalar>,
    fourColumns: @escaping @Sendable (Int, Source, Int, Source, Target) -> Void,
    oneColumn: @escaping @Sendable (Int, Source, Int, Source, Target) -> Void
  ) {
    self.plain = plain
    self.single = single
    self.fourColumns = fourColumns
    self.oneColumn = oneColumn
  }
}
