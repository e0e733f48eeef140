/// The inner loops of the examination of a matrix, which is always in double precision.
public struct ScanKernels: Sendable {
  public typealias Kernel = @Sendable (ScanPiece, UnsafeMutablePointer<ScanFigures>) -> Void

  /// Elements a piece is counted in: a cache line, the widest vector.
  @inlinable @inline(__always)
  public static var step: Int { 8 }
  /// Rows of the pieces of `fewRows`.
  public static var rowsAtOnce: Int { 4 }

  /// `RowScan.run` for one row, and for `rowsAtOnce`.
  public var oneRow: Kernel
  public var fewRows: Kernel

  @inlinable @inline(__always)
  public init(oneRow: @escaping Kernel, fewRows: @escaping Kernel) {
    self.oneRow = oneRow
    self.fewRows = fewRows
  }
}
