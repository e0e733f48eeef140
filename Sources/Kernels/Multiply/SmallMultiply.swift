import KernelTemplates
import MatrixCore

/// A product whose operands are in cache already: tiles are computed from the matrices where they lie. Only what cannot be
/// loaded as vectors is copied: rows of A that are not contiguous or fewer than a vector holds, columns of B fewer than a
/// tile has.
///
/// The operations on an element of C are those of the packed product in the same order.
struct SmallMultiply<Scalar: MatrixScalar>: @unchecked Sendable {
  typealias Output = MutableStridedMatrix<Scalar>
  typealias Pointer = UnsafeMutablePointer<Scalar>

  let tile: TileKernels<Scalar>
  /// Steps of the inner dimension that are added up before they join C.
  let depth: Int
  let a: StridedMatrix<Scalar>
  let b: StridedMatrix<Scalar>
  let replaces: Bool
  let subtracts: Bool

  /// Elements of scratch memory for one member, often none; when members divide C, a part may be smaller than a tile.
  func scratch(_ c: Output, members: Bool) -> Int {
    let copiesA = members || copiesRows(c.rows) ? tile.rows * depth : 0
    let copiesB = members || c.columns < tile.columns ? tile.columns * tile.copies * depth : 0
    let isWhole = c.rows.isMultiple(of: tile.lanes) && c.columns.isMultiple(of: tile.columns)
    let places = copiesA > 0 || copiesB > 0 || !isWhole && !(replaces && a.columns <= depth)
    return places ? copiesA + copiesB + tile.rows * tile.columns : 0
  }

  private func copiesRows(_ rows: Int) -> Bool { a.rowStride != 1 || rows < tile.lanes }

  /// The rows and columns given, whose tiles are all in `c`. `scratch` may be nil where none is needed.
  func run(_ rows: Range<Int>, _ columns: Range<Int>, _ c: Output, _ scratch: Pointer?) {
    for p in stride(from: 0, to: a.columns, by: depth) {
      let part = p..<min(p + depth, a.columns)
      let step = SmallMultiplyStep(
        tile: tile, a: a.window(rows, part), b: b.window(part, columns), c: c.window(rows, columns),
        update: p == 0 && replaces ? .replace : subtracts ? .subtract : .add, scratch: scratch)
      if copiesRows(rows.count) { step.runCopied() } else { step.run() }
    }
  }
}
