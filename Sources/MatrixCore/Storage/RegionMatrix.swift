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
    try self.init(
      dense, cut: RegionCut(dense, rowStarts: rowStarts, columnStarts: columnStarts, density: density))
  }

  /// The matrix that was cut. Cost: one pass, and no memory but `cut.bytes`.
  public init(_ dense: MatrixView<Scalar>, cut: RegionCut) throws(AllocationError) {
    precondition(dense.rows == cut.rows && dense.columns == cut.columns, "the cut of another matrix")
    let blocks = Self.blocks(cut)
    // All that throws comes before the first member is set: the verifier of Swift 6.2.3 refuses to undo half of them.
    storage = try Self.packed(dense, blocks, count: cut.elements)
    rows = dense.rows
    columns = dense.columns
    self.blocks = blocks
    columnOrder = blocks.indices.sorted {
      (blocks[$0].columns.lowerBound, blocks[$0].rows.lowerBound) < (blocks[$1].columns.lowerBound, blocks[$1].rows.lowerBound)
    }
    rest = Self.rest(dense, cut)
  }

  private static func blocks(_ cut: RegionCut) -> [Block] {
    var (blocks, offset): ([Block], Int) = ([], 0)
    for (row, range) in cut.rowRanges.enumerated() {
      for columns in cut.columns(ofRange: row, dense: true) {
        blocks.append(Block(rows: range, columns: columns, offset: offset))
        offset += range.count * columns.count
      }
    }
    return blocks
  }

  /// The elements of the blocks, one block behind the other.
  private static func packed(
    _ dense: MatrixView<Scalar>, _ blocks: [Block], count: Int
  ) throws(AllocationError) -> Matrix<Scalar> {
    let storage = try Matrix<Scalar>(rows: 1, columns: count)
    let source = RegionElements(dense)
    for block in blocks { source.copy(block.rows, block.columns, to: storage.base + block.offset) }
    return storage
  }

  /// What lies outside the dense blocks. Appended, so that a matrix which changes meanwhile (a mapped file another program
  /// writes) costs no memory that is not there.
  private static func rest(_ dense: MatrixView<Scalar>, _ cut: RegionCut) -> SparseMatrix<Scalar> {
    var (starts, indices, values): ([Int], [Int32], [Scalar]) = ([0], [], [])
    let source = RegionElements(dense)
    starts.reserveCapacity(cut.rows + 1)
    indices.reserveCapacity(cut.nonZeros)
    values.reserveCapacity(cut.nonZeros)
    for (row, range) in cut.rowRanges.enumerated() {
      let columns = cut.columns(ofRange: row, dense: false)
      for i in range {
        for part in columns { source.append(i, part, to: &indices, &values) }
        starts.append(values.count)
      }
    }
    return SparseMatrix(
      rows: cut.rows, columns: cut.columns, rowStarts: starts, columnIndices: indices, values: values)
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
}
