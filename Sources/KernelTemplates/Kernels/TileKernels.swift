import MatrixCore

/// The inner loops of products, triangular solves and factorizations.
public struct TileKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Source = UnsafePointer<Scalar>
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// Shape of the register tile of `multiplyTile`.
  public var rows: Int
  public var columns: Int
  /// How often each element of B stands in a packed panel.
  public var copies: Int
  /// Unknowns `solveLower` finds together, and right-hand sides it takes at once.
  public var solveRows: Int
  public var solveColumns: Int

  /// `MultiplyTile.run`: depth, packed A, packed B, update, C, its column stride.
  public var multiplyTile: @Sendable (Int, Source, Source, TileUpdate, Target, Int) -> Void
  /// Elements of one vector: `multiplyStrip` takes rows in multiples of them.
  public var lanes: Int
  /// `MultiplyTile.run` on unpacked operands, one tile below the other: rows, strip, update, C, its column stride.
  public var multiplyStrip: @Sendable (Int, UnpackedStrip<Scalar>, TileUpdate, Target, Int) -> Void
  /// `MultiplyTile.packRows`: lines, depth, source, line stride, depth stride, target.
  public var packRows: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  /// `PanelPacking.pack` with the tile's width, each element `copies` times: the same arguments.
  public var packColumns: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  /// `TriangleTile.solveLower`: blocks, whether the diagonal is ones, T, X.
  public var solveLower: @Sendable (Int, Bool, Source, Target) -> Void
  /// `PanelPacking.pack` with the width of `solveLower`, and its reverse: lines, depth, matrix, line stride, depth stride,
  /// packed.
  public var packSides: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  public var unpackSides: @Sendable (Int, Int, Target, Int, Int, Source) -> Void
  /// `solveLower`, `packSides` and `unpackSides` for right-hand sides that fit one vector, `lanes` of them.
  public var solveLowerNarrow: @Sendable (Int, Bool, Source, Target) -> Void
  public var packNarrowSides: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  public var unpackNarrowSides: @Sendable (Int, Int, Target, Int, Int, Source) -> Void
  /// `PanelColumn.eliminate`: count, columns, A, column stride, factors, y, where the largest magnitude goes.
  public var eliminateColumn: @Sendable (Int, Int, Source, Int, Source, Target, Target) -> Void
  /// `PanelColumn.divide`: count, pivot (where it stands), y.
  public var divideColumn: @Sendable (Int, Source, Target) -> Void

  @inlinable @inline(__always)
  public init(
    rows: Int, columns: Int, copies: Int, lanes: Int, solveRows: Int, solveColumns: Int,
    multiplyTile: @escaping @Sendable (Int, Source, Source, TileUpdate, Target, Int) -> Void,
    multiplyStrip: @escaping @Sendable (Int, UnpackedStrip<Scalar>, TileUpdate, Target, Int) -> Void,
    packRows: @escaping @Sendable (Int, Int, Source, Int, Int, Target) -> Void,
    packColumns: @escaping @Sendable (Int, Int, Source, Int, Int, Target) -> Void,
    solveLower: @escaping @Sendable (Int, Bool, Source, Target) -> Void,
    packSides: @escaping @Sendable (Int, Int, Source, Int, Int, Target) -> Void,
    unpackSides: @escaping @Sendable (Int, Int, Target, Int, Int, Source) -> Void,
    solveLowerNarrow: @escaping @Sendable (Int, Bool, Source, Target) -> Void,
    packNarrowSides: @escaping @Sendable (Int, Int, Source, Int, Int, Target) -> Void,
    unpackNarrowSides: @escaping @Sendable (Int, Int, Target, Int, Int, Source) -> Void,
    eliminateColumn: @escaping @Sendable (Int, Int, Source, Int, Source, Target, Target) -> Void,
    divideColumn: @escaping @Sendable (Int, Source, Target) -> Void
  ) {
    self.rows = rows
    self.columns = columns
    self.copies = copies
    self.lanes = lanes
    self.solveRows = solveRows
    self.solveColumns = solveColumns
    self.multiplyTile = multiplyTile
    self.multiplyStrip = multiplyStrip
    self.packRows = packRows
    self.packColumns = packColumns
    self.solveLower = solveLower
    self.packSides = packSides
    self.unpackSides = unpackSides
    self.solveLowerNarrow = solveLowerNarrow
    self.packNarrowSides = packNarrowSides
    self.unpackNarrowSides = unpackNarrowSides
    self.eliminateColumn = eliminateColumn
    self.divideColumn = divideColumn
  }
}
