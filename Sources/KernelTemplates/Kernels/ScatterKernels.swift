import MatrixCore

/// The inner loops of sparse products and aggregation.
public struct ScatterKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Source = UnsafePointer<Scalar>
  public typealias Target = UnsafeMutablePointer<Scalar>
  public typealias Indices = UnsafePointer<Int32>

  /// Rows `sumRows` takes at most.
  public static var mostRows: Int { 4 }

  /// `RowSum.run` of 1 ... `mostRows` rows: rows, count, where they begin, factors, whether it adds, the sum.
  public var sumRows: @Sendable (Int, Int, UnsafePointer<Source>, Source, Bool, Target) -> Void
  /// `IndexedSum.run`: length, lists, indices, weights (nil for ones), x, places, c, its stride.
  public var sumIndexed: @Sendable (Int, Int, Indices, Source?, Source, Indices, Target, Int) -> Void

  @inlinable @inline(__always)
  public init(
    sumRows: @escaping @Sendable (Int, Int, UnsafePointer<Source>, Source, Bool, Target) -> Void,
    sumIndexed: @escaping @Sendable (Int, Int, Indices, Source?, Source, Indices, Target, Int) -> Void
  ) {
    self.sumRows = sumRows
    self.sumIndexed = sumIndexed
  }
}
