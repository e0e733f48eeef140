import KernelTemplates
import MatrixCore

/// The innermost loops of one instruction set in one precision: plain functions on packed or contiguous memory.
///
/// Everything above them (packing, blocking, threads, edges) is written once. A module for another processor instantiates
/// the templates and fills another value of this type.
struct MicroKernels<Scalar: MatrixScalar>: Sendable {
  typealias Source = UnsafePointer<Scalar>
  typealias Target = UnsafeMutablePointer<Scalar>

  /// Shape of the register tile of `multiplyTile`.
  var tileRows: Int
  var tileColumns: Int
  /// Right-hand sides `solveLower` takes at once.
  var solveColumns: Int

  /// `MultiplyTile.run`: depth, α, packed A, packed B, update, C, its column stride.
  var multiplyTile: @Sendable (Int, Scalar, Source, Source, TileUpdate, Target, Int) -> Void
  /// `PanelPacking.pack` with the tile's height: lines, depth, source, line stride, depth stride, target.
  var packRows: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  /// The same with the tile's width.
  var packColumns: @Sendable (Int, Int, Source, Int, Int, Target) -> Void
  /// `TriangleTile.solveLower`: order, T, X.
  var solveLower: @Sendable (Int, Source, Target) -> Void
  /// `RowDots.run` of four rows and of one: count, α, A, row stride, x, y.
  var fourRowDots: @Sendable (Int, Scalar, Source, Int, Source, Target) -> Void
  var rowDot: @Sendable (Int, Scalar, Source, Int, Source, Target) -> Void
  /// `ColumnCombination.run` of four columns and of one: count, A, column stride, factors, y.
  var fourColumns: @Sendable (Int, Source, Int, Source, Target) -> Void
  var oneColumn: @Sendable (Int, Source, Int, Source, Target) -> Void
}
