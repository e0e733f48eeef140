import KernelTemplates
import MatrixCore

/// One step of a Gauss-Jordan elimination in place: a block of pivots is eliminated from all other rows and columns.
///
/// With P the inverse of the pivot block, R its rows and C its columns in the rest X of the matrix: R ← P R, X ← X − C R,
/// C ← −C P, and P takes the block's place. Rows are skipped where they are not to change, so that nothing is multiplied by
/// ones and zeros.
struct GaussJordanStep<Scalar: MatrixScalar>: @unchecked Sendable {
  typealias Pointer = UnsafeMutablePointer<Scalar>

  private let kernels: PortableKernels<Scalar>
  /// Square, with contiguous columns.
  private let a: MutableStridedMatrix<Scalar>
  let pivots: Range<Int>
  /// P, then C above and below it, in tiles: `packedSize` elements.
  private let packed: Pointer
  private let sizes: GaussJordanSizes

  init(
    _ kernels: PortableKernels<Scalar>, _ a: MutableStridedMatrix<Scalar>, _ pivots: Range<Int>, packed: Pointer
  ) {
    self.kernels = kernels
    self.a = a
    self.pivots = pivots
    self.packed = packed
    sizes = GaussJordanSizes(kernels.micro.tile, width: pivots.count)
  }

  private var above: Range<Int> { 0..<pivots.lowerBound }
  private var below: Range<Int> { pivots.upperBound..<a.rows }
  private var block: MutableStridedMatrix<Scalar> { a.window(pivots, pivots) }
  private var packedAbove: Pointer { packed + sizes.pivots }
  private var packedBelow: Pointer { packedAbove + sizes.rows(above.count) }

  /// Packs C and inverts the pivot block, whose rows and columns are up to date. The row of the matrix at which there is no
  /// pivot, or nil. `work` is what a `GaussJordanBlock` of the width needs.
  func prepare(_ work: Pointer) -> Int? {
    kernels.packRows(a.window(above, pivots).reading, packedAbove)
    kernels.packRows(a.window(below, pivots).reading, packedBelow)
    if let failed = GaussJordanBlock(kernels: kernels, work: work).invert(block) { return pivots.lowerBound + failed }
    kernels.packRows(block.reading, packed)
    return nil
  }

  /// Eliminates the pivots from columns that are not theirs. `work` is what `GaussJordanSizes.work` counts.
  func eliminate(_ columns: Range<Int>, _ work: Pointer) {
    guard !columns.isEmpty else { return }
    let rows = a.window(pivots, columns)
    kernels.packColumns(rows.reading, work + sizes.tile)
    multiply(packed, .replace, rows, work)
    kernels.packColumns(rows.reading, work + sizes.tile)
    multiplyOthers(.subtract, columns, work)
  }

  /// C ← −C P, in its own columns.
  func eliminatePivots(_ work: Pointer) {
    kernels.packColumns(block.reading, negated: true, work + sizes.tile)
    multiplyOthers(.replace, pivots, work)
  }

  private func multiplyOthers(_ update: TileUpdate, _ columns: Range<Int>, _ work: Pointer) {
    multiply(packedAbove, update, a.window(above, columns), work)
    multiply(packedBelow, update, a.window(below, columns), work)
  }

  /// Packed rows times the packed columns in `work`.
  private func multiply(_ rows: Pointer, _ update: TileUpdate, _ c: MutableStridedMatrix<Scalar>, _ work: Pointer) {
    let step = MultiplyStep(a: block.reading, packedColumns: work + sizes.tile, update: update, c: c)
    let tile = kernels.micro.tile.rows
    let height = max(kernels.blocks.rows / tile, 1) * tile
    for i in stride(from: 0, to: c.rows, by: height) {
      kernels.multiplyBlock(
        step, i..<min(i + height, c.rows), 0..<c.columns, packedRows: rows + i * pivots.count, tile: work)
    }
  }
}
