import KernelTemplates
import MatrixCore

/// Blocks times at most eight columns. The columns are packed once for all blocks that meet them, and the products of a row
/// of blocks are added up before they join C.
struct NarrowBlocks<Scalar: MatrixScalar>: Sendable {
  let kernels: ProductKernels<Scalar, Scalar>
  let group: ColumnGroup
  /// Where the packed rows of B begin, for each range of columns a block covers.
  private var places: [Range<Int>: Int] = [:]
  private(set) var packed = 0
  /// The tallest block.
  private let height: Int

  init?(_ kernels: ProductKernels<Scalar, Scalar>, _ blocks: [RegionBlock<Scalar>], columns: Int) {
    guard columns <= ColumnGroup.widest, blocks.allSatisfy({ $0.values.columnStride == 1 }) else { return nil }
    self.kernels = kernels
    group = ColumnGroup.groups(columns)[0]
    height = blocks.reduce(0) { max($0, $1.values.rows) }
    for block in blocks where places[block.columns] == nil {
      places[block.columns] = packed
      packed += (block.columns.count + 15) / 16 * 16 * group.width
    }
  }

  /// Elements of memory one member needs.
  var memberScratch: Int { 2 * (height * group.width + 15) / 16 * 16 }

  func pack(_ b: StridedMatrix<Scalar>, _ scratch: UnsafeMutablePointer<Scalar>) {
    scratch.update(repeating: 0, count: packed)
    for (rows, place) in places {
      let columns = PackedColumns(base: scratch + place, lines: PackedLines(width: group.width, lanes: kernels.lanes))
      columns.pack(b.window(rows, 0..<b.columns), 0..<rows.count)
    }
  }

  /// C ← α Σ A_k B + C over the blocks of one row of regions.
  func run(
    _ alpha: Scalar, _ blocks: ArraySlice<RegionBlock<Scalar>>, _ packed: UnsafePointer<Scalar>,
    _ c: MutableStridedMatrix<Scalar>, _ memory: UnsafeMutablePointer<Scalar>
  ) {
    guard let rows = blocks.first?.rows else { return }
    let (total, part) = (memory, memory + height * group.width)
    for block in blocks {
      let isFirst = block.values.base == blocks[blocks.startIndex].values.base
      kernels.rows[group.width](
        rows.count, block.values.columns, block.values.base, block.values.rowStride, packed + (places[block.columns] ?? 0),
        isFirst ? total : part)
      if !isFirst { for k in 0..<rows.count * group.width { total[k] += part[k] } }
    }
    PackedColumns(base: total, lines: PackedLines(width: group.width, lanes: 1))
      .place(alpha, 1, c.window(rows, 0..<c.columns), 0..<rows.count)
  }
}
