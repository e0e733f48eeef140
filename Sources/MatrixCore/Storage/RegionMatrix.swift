/// A matrix of regions: blocks that are mostly full are stored densely, everything else in compressed rows.
///
/// Shapes: `rows` × `columns`, cut by `rowStarts` and `columnStarts` of the regions into blocks. Cost: the dense blocks'
/// elements, and 12 bytes a remaining non-zero in `Double`. Errors: `AllocationError` with the bytes asked for.
public struct RegionMatrix<Scalar: MatrixScalar>: ~Copyable, Sendable {
  /// A dense block: the rows and columns it covers.
  public struct Block: Sendable, Equatable {
    public let rows: Range<Int>
    public let columns: Range<Int>
    let offset: Int
  }

  public let rows: Int
  public let columns: Int
  /// The dense blocks, by rows, then columns.
  public let blocks: [Block]
  /// Their positions by columns, then rows.
  package let columnOrder: [Int]
  /// The non-zeros outside the dense blocks.
  public let rest: SparseMatrix<Scalar>
  /// The elements of all dense blocks, row-major, one block behind the other.
  private let storage: Matrix<Scalar>

  /// A dense matrix cut before each of the rows and columns given (0 is implied): blocks in which at least `density` of the
  /// elements are non-zero become dense. Cost: two passes.
  public init(
    _ dense: MatrixView<Scalar>, rowStarts: [Int], columnStarts: [Int], density: Double
  ) throws(AllocationError) {
    var (blocks, offset): ([Block], Int) = ([], 0)
    var entries: [(row: Int, column: Int, value: Scalar)] = []
    for rowRange in Self.ranges(rowStarts, dense.rows) {
      for columnRange in Self.ranges(columnStarts, dense.columns) {
        let found = Self.nonZeros(dense, rowRange, columnRange)
        let size = rowRange.count * columnRange.count
        if Double(found.count) >= density * Double(size), !found.isEmpty {
          blocks.append(Block(rows: rowRange, columns: columnRange, offset: offset))
          offset += size
        } else {
          entries += found
        }
      }
    }
    // All that throws comes before the first member is set: the verifier of Swift 6.2.3 refuses to undo half of them.
    storage = try Self.packed(dense, blocks, count: offset)
    rows = dense.rows
    columns = dense.columns
    self.blocks = blocks
    columnOrder = blocks.indices.sorted {
      (blocks[$0].columns.lowerBound, blocks[$0].rows.lowerBound) < (blocks[$1].columns.lowerBound, blocks[$1].rows.lowerBound)
    }
    rest = SparseMatrix(rows: dense.rows, columns: dense.columns, entries: entries)
  }

  /// The elements of the blocks, one block behind the other.
  private static func packed(
    _ dense: MatrixView<Scalar>, _ blocks: [Block], count: Int
  ) throws(AllocationError) -> Matrix<Scalar> {
    var storage = try Matrix<Scalar>(rows: 1, columns: count)
    var next = 0
    for block in blocks {
      for i in block.rows {
        for j in block.columns {
          storage[0, next] = dense[i, j]
          next += 1
        }
      }
    }
    return storage
  }

  /// The elements of one dense block.
  @_lifetime(borrow self)
  public func values(of index: Int) -> MatrixView<Scalar> {
    let block = blocks[index]
    let width = block.columns.count
    return MatrixView(
      base: storage.base + block.offset, rows: block.rows.count, columns: width, rowStride: width, columnStride: 1,
      owner: self)
  }

  private static func ranges(_ starts: [Int], _ count: Int) -> [Range<Int>] {
    let bounds = (starts.first == 0 ? starts : [0] + starts) + [count]
    precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<=), "regions must ascend and lie inside the matrix")
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
  }

  private static func nonZeros(
    _ dense: MatrixView<Scalar>, _ rows: Range<Int>, _ columns: Range<Int>
  ) -> [(row: Int, column: Int, value: Scalar)] {
    var found: [(row: Int, column: Int, value: Scalar)] = []
    for i in rows {
      for j in columns where dense[i, j] != 0 { found.append((i, j, dense[i, j])) }
    }
    return found
  }
}
