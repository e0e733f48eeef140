import MatrixCore

/// The inner loops of products, triangular solves and factorizations.
public struct TileKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Source = UnsafePointer<Scalar>
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// Shape of the register tile of `multiplyTile`.
  public var rows: Int
  public var columns: Int
  /// Right-hand sides `solveLower` takes at once.
  public var solveColumns: Int

  /// `MultiplyTile.run`: depth, packed A, packed B, update, C, its column stride.
  public var multiplyTile: @Sendable (Int, Source, Source, TileUpdate, Target, Int) -> Void
  /// `PanelPacking.pack` with the tile's height: lines, depth, source, line stride, depth stride, target.
  public var packRows: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  /// The same with the tile's width.
  public var packColumns: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  /// `TriangleTile.solveLower`: order, T, X.
  public var solveLower: @Sendable (Int, Source, Target) -> Void

  @inlinable @inline(__always)
  public init(
    rows: Int, columns: Int, solveColumns: Int,
    multiplyTile: @escaping @Sendable (Int, Source, Source, TileUpdate, Target, Int) -> Void,
    packRows: @escaping @Sendable (Int, Int, Source, Int, Int, Target) -> Void,
    packColumns: @escaping @Sendable (Int, Int, Source, Int, Int, Target) -> Void,
    solveLower: @escaping @Sendable (Int, Source, Target) -> Void
  ) {
    self.rows = rows
    self.columns = columns
    self.solveColumns = solveColumns
    self.multiplyTile = multiplyTile
    self.packRows = packRows
    self.packColumns = packColumns
    self.solveLower = solveLower
  }
}
