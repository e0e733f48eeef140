import KernelTemplates
import MatrixCore

/// Scratch memory of the steps of a Gauss-Jordan elimination, in elements.
struct GaussJordanSizes {
  /// One tile.
  let tile: Int
  /// The packed inverse of a pivot block.
  let pivots: Int
  private let width: Int
  private let tileRows: Int
  private let tileColumns: Int
  private let copies: Int

  /// For steps of `width` pivots.
  init<Scalar>(_ kernels: TileKernels<Scalar>, width: Int) {
    self.width = width
    (tileRows, tileColumns, copies) = (kernels.rows, kernels.columns, kernels.copies)
    tile = (tileRows * tileColumns).inWholeLines
    pivots = (width.roundedUp(to: tileRows) * width).inWholeLines
  }

  /// Packed columns of a step above or below its pivots.
  func rows(_ count: Int) -> Int { (count.roundedUp(to: tileRows) * width).inWholeLines }

  /// What a step packs of a matrix: both parts end with a tile of their own.
  func packed(order n: Int) -> Int { pivots + rows(n) + rows(tileRows) }

  /// What the elimination from so many columns needs: a tile, and the columns packed.
  func work(columns: Int) -> Int { tile + (columns.roundedUp(to: tileColumns) * width * copies).inWholeLines }
}
