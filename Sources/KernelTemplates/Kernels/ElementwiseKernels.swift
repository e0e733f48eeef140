import MatrixCore

/// The inner loops of operations on single elements, and of sums and norms: one line along memory at a time.
public struct ElementwiseKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Source = UnsafePointer<Scalar>
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// Rows `addRows` takes at once; it also takes one.
  public static var rowsAtOnce: Int { 8 }

  /// `ScaledLine.byOne`: count, x, factor (where it stands), y.
  public var scaleByOne: @Sendable (Int, Source, Source, Target) -> Void
  /// `ScaledLine.byEach`: count, x, factors, y.
  public var scaleByEach: @Sendable (Int, Source, Source, Target) -> Void
  /// `ScaledLine.negated`: count, x, y.
  public var negate: @Sendable (Int, Source, Target) -> Void
  /// `TransposedScaling.scaled`: lines, length, x, its stride, own factors, factors along, whether own first, y, its stride.
  public var scaleTransposed: @Sendable (Int, Int, Source, Int, Source?, Source?, Bool, Target, Int) -> Void
  /// `TransposedScaling.negated`: lines, length, x, its stride, y, its stride.
  public var negateTransposed: @Sendable (Int, Int, Source, Int, Target, Int) -> Void
  /// `CompensatedLine.run` of the elements or their magnitudes: count, x, whether magnitudes, sum and correction.
  public var addLine: @Sendable (Int, Source, Bool, Target) -> Void
  /// `CompensatedRows.run`: rows (1 or `rowsAtOnce`), count, A, row stride, whether magnitudes, sums, corrections.
  public var addRows: @Sendable (Int, Int, Source, Int, Bool, Target, Target) -> Void
  /// `LineNorms.largest`: count, x, the largest so far.
  public var keepLargest: @Sendable (Int, Source, Target) -> Void
  /// `LineNorms.addSquares`: count, x, factor (where it stands), the sum so far.
  public var addSquares: @Sendable (Int, Source, Source, Target) -> Void

  @inlinable @inline(__always)
  public init(
    scaleByOne: @escaping @Sendable (Int, Source, Source, Target) -> Void,
    scaleByEach: @escaping @Sendable (Int, Source, Source, Target) -> Void,
    negate: @escaping @Sendable (Int, Source, Target) -> Void,
    scaleTransposed: @escaping @Sendable (Int, Int, Source, Int, Source?, Source?, Bool, Target, Int) -> Void,
    negateTransposed: @escaping @Sendable (Int, Int, Source, Int, Target, Int) -> Void,
    addLine: @escaping @Sendable (Int, Source, Bool, Target) -> Void,
    addRows: @escaping @Sendable (Int, Int, Source, Int, Bool, Target, Target) -> Void,
    keepLargest: @escaping @Sendable (Int, Source, Target) -> Void,
    addSquares: @escaping @Sendable (Int, Source, Source, Target) -> Void
  ) {
    self.scaleByOne = scaleByOne
    self.scaleByEach = scaleByEach
    self.negate = negate
    self.scaleTransposed = scaleTransposed
    self.negateTransposed = negateTransposed
    self.addLine = addLine
    self.addRows = addRows
    self.keepLargest = keepLargest
    self.addSquares = addSquares
  }
}
