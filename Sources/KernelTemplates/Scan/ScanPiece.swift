/// A piece of some rows of A = Z diag(s) that is read once, and where what it tells goes. No element of the diagonal is in it.
public struct ScanPiece {
  /// Columns, whole steps of `ScanKernels.step`.
  public var count: Int
  /// The piece of Z.
  public var source: UnsafePointer<Double>
  public var rowStride: Int
  /// The factors of these columns; nil for ones.
  public var scale: UnsafePointer<Double>?
  /// Where the piece goes in single precision; nil when it is not wanted.
  public var single: UnsafeMutablePointer<Float>?
  public var singleStride: Int
  /// Whether it is written past the caches; `single` and its stride are then multiples of eight elements.
  public var bypassesCache: Bool
  /// Sums of magnitudes of each column, and of each row, that are added to.
  public var columnSums: UnsafeMutablePointer<Double>
  public var rowSums: UnsafeMutablePointer<Double>

  public init(
    count: Int, source: UnsafePointer<Double>, rowStride: Int, scale: UnsafePointer<Double>?,
    single: UnsafeMutablePointer<Float>?, singleStride: Int, bypassesCache: Bool,
    columnSums: UnsafeMutablePointer<Double>, rowSums: UnsafeMutablePointer<Double>
  ) {
    self.count = count
    self.source = source
    self.rowStride = rowStride
    self.scale = scale
    self.single = single
    self.singleStride = singleStride
    self.bypassesCache = bypassesCache
    self.columnSums = columnSums
    self.rowSums = rowSums
  }
}

/// Extremes and a count of the elements seen so far. The extremes do not see a NaN.
public struct ScanFigures: Sendable {
  /// The largest magnitude, and the least element, at most 0.
  public var largest = 0.0
  public var least = 0.0
  /// Elements that are not zero; a NaN is one.
  public var nonZeros = 0

  public init() {}
}
