import KernelTemplates
import MatrixCore

/// A `SmallMultiply` for one part of the inner dimension.
struct SmallMultiplyStep<Scalar: MatrixScalar> {
  let tile: TileKernels<Scalar>
  let a: StridedMatrix<Scalar>
  let b: StridedMatrix<Scalar>
  let c: MutableStridedMatrix<Scalar>
  let update: TileUpdate
  /// One tile, then copies.
  let scratch: UnsafeMutablePointer<Scalar>?

  /// A where it lies: whole tiles or vectors of rows, and the last rows together with some of those before them.
  func run() {
    let (whole, last) = cutRows()
    eachStrip(copies: tile.rows * tile.columns) { strip, first, from in
      var strip = strip
      (strip.a, strip.aStride) = (a.base, a.columnStride)
      multiply(strip, 0, from: 0, whole, first, from: from)
      guard whole < c.rows else { return }
      strip.a = a.base + (c.rows - last)
      multiply(strip, c.rows - last, from: whole, last, first, from: from)
    }
  }

  /// Rows in whole tiles or vectors, and how many the last vectors take. Where rows may be written again, one call for two
  /// vectors is better than one for each.
  private func cutRows() -> (whole: Int, last: Int) {
    let whole = c.rows / tile.lanes * tile.lanes
    let tiles = c.rows / tile.rows * tile.rows
    let last = (c.rows - tiles + tile.lanes - 1) / tile.lanes * tile.lanes
    return update == .replace && whole < c.rows && last <= c.rows ? (tiles, last) : (whole, tile.lanes)
  }

  /// A in packed panels, one at a time.
  func runCopied() {
    guard let scratch else { preconditionFailure("SmallMultiply.scratch asks for what is used here") }
    let panel = scratch + tile.rows * tile.columns
    for i in stride(from: 0, to: c.rows, by: tile.rows) {
      let rows = min(tile.rows, c.rows - i)
      tile.packRows(rows, a.columns, a.base + i * a.rowStride, a.rowStride, a.columnStride, panel)
      let height = (rows + tile.lanes - 1) / tile.lanes * tile.lanes
      eachStrip(copies: tile.rows * (tile.columns + a.columns)) { strip, first, from in
        var strip = strip
        (strip.a, strip.aStride) = (UnsafePointer(panel), tile.rows)
        multiply(strip, i, from: i, height, first, from: from)
      }
    }
  }

  /// Tiles' columns of B: the strip, its first column, the first one not in the strip before.
  @inline(__always)
  private func eachStrip(copies: Int, _ body: (UnpackedStrip<Scalar>, Int, Int) -> Void) {
    var strip = UnpackedStrip(
      depth: b.rows, a: a.base, aStride: a.columnStride, b: b.base, bDepthStride: b.rowStride, bColumnStride: b.columnStride)
    if c.columns < tile.columns {
      guard let scratch else { preconditionFailure("SmallMultiply.scratch asks for what is used here") }
      tile.packColumns(c.columns, b.rows, b.base, b.columnStride, b.rowStride, scratch + copies)
      (strip.b, strip.bDepthStride, strip.bColumnStride) = (
        UnsafePointer(scratch + copies), tile.columns * tile.copies, tile.copies
      )
      body(strip, 0, 0)
      return
    }
    for j in stride(from: 0, to: c.columns, by: tile.columns) {
      let first = min(j, c.columns - tile.columns)
      strip.b = b.base + first * b.columnStride
      body(strip, first, j)
    }
  }

  /// Rows `row` and following, `height` of them, of one strip. What was done before `newRow` and `newColumn` is written
  /// again where that changes nothing, and left alone elsewhere.
  @inline(__always)
  private func multiply(
    _ strip: UnpackedStrip<Scalar>, _ row: Int, from newRow: Int, _ height: Int, _ column: Int, from newColumn: Int
  ) {
    let isInside = row + height <= c.rows && column + tile.columns <= c.columns
    let isNew = row == newRow && column == newColumn
    if isInside && (isNew || update == .replace) {
      tile.multiplyStrip(height, strip, update, c.base + (row + column * c.columnStride), c.columnStride)
      return
    }
    placeEach(strip, row, from: newRow, height, column, from: newColumn)
  }

  /// Through the scratch tile, one tile's height at a time.
  private func placeEach(
    _ strip: UnpackedStrip<Scalar>, _ row: Int, from newRow: Int, _ height: Int, _ column: Int, from newColumn: Int
  ) {
    guard let scratch else { preconditionFailure("SmallMultiply.scratch asks for what is used here") }
    var strip = strip
    for i in stride(from: 0, to: height, by: tile.rows) {
      let rows = max(row + i, newRow)..<min(row + min(i + tile.rows, height), c.rows)
      tile.multiplyStrip(min(tile.rows, height - i), strip, .replace, scratch, tile.rows)
      strip.a += tile.rows
      let columns = newColumn..<min(column + tile.columns, c.columns)
      let values = scratch + (rows.lowerBound - row - i + (newColumn - column) * tile.rows)
      PortableKernels.place(values, tile.rows, update, c.window(rows, columns))
    }
  }
}
