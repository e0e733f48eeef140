import MatrixCore

/// The inner loops of operations that read their matrix once and are bound by memory.
public struct StreamKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Source = UnsafePointer<Scalar>
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// `RowDots.run` of four rows and of one: count, α (where it stands), A, row stride, x, y.
  public var fourRowDots: @Sendable (Int, Source, Source, Int, Source, Target) -> Void
  public var rowDot: @Sendable (Int, Source, Source, Int, Source, Target) -> Void
  /// `ColumnCombination.run` of four columns and of one: count, A, column stride, factors, y.
  public var fourColumns: @Sendable (Int, Source, Int, Source, Target) -> Void
  public var oneColumn: @Sendable (Int, Source, Int, Source, Target) -> Void

  @inlinable @inline(__always)
  public init(
    fourRowDots: @escaping @Sendable (Int, Source, Source, Int, Source, Target) -> Void,
    rowDot: @escaping @Sendable (Int, Source, Source, Int, Source, Target) -> Void,
    fourColumns: @escaping @Sendable (Int, Source, Int, Source, Target) -> Void,
    oneColumn: @escaping @Sendable (Int, Source, Int, Source, Target) -> Void
  ) {
    self.fourRowDots = fourRowDots
    self.rowDot = rowDot
    self.fourColumns = fourColumns
    self.oneColumn = oneColumn
  }
}
