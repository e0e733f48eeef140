/// Where a dense matrix is cut into the blocks of its regions, and which of these are stored densely: known before anything
/// is allocated.
public struct RegionCut: Sendable {
  let rows: Int
  let columns: Int
  let rowRanges: [Range<Int>]
  let columnRanges: [Range<Int>]
  /// Whether a block is dense, those of the first rows first.
  private let isDense: [Bool]
  /// Elements of the dense blocks.
  public let elements: Int
  /// Non-zeros outside them.
  public let nonZeros: Int

  /// Cuts before each of the rows and columns given (0 is implied): blocks in which at least `density` of the elements are
  /// non-zero become dense. Cost: one pass.
  public init<Scalar: MatrixScalar>(
    _ dense: MatrixView<Scalar>, rowStarts: [Int], columnStarts: [Int], density: Double
  ) {
    rows = dense.rows
    columns = dense.columns
    rowRanges = Self.ranges(rowStarts, dense.rows)
    columnRanges = Self.ranges(columnStarts, dense.columns)
    let source = RegionElements(dense)
    var (isDense, elements, nonZeros) = ([Bool](), 0, 0)
    for rowRange in rowRanges {
      for columnRange in columnRanges {
        let found = source.nonZeros(rowRange, columnRange)
        let size = rowRange.count * columnRange.count
        isDense.append(found > 0 && Double(found) >= density * Double(size))
        if isDense[isDense.count - 1] { elements += size } else { nonZeros += found }
      }
    }
    (self.isDense, self.elements, self.nonZeros) = (isDense, elements, nonZeros)
  }

  /// Bytes of the matrix: the dense blocks, the rest in compressed rows.
  public func bytes<Scalar: MatrixScalar>(of _: Scalar.Type) -> Int {
    MemoryLayout<Scalar>.stride * elements + (MemoryLayout<Scalar>.stride + MemoryLayout<Int32>.stride) * nonZeros
      + MemoryLayout<Int>.stride * (rows + 1)
  }

  /// The columns of the dense blocks of one range of rows, or of the others.
  func columns(ofRange row: Int, dense: Bool) -> [Range<Int>] {
    columnRanges.indices.filter { isDense[row * columnRanges.count + $0] == dense }.map { columnRanges[$0] }
  }

  private static func ranges(_ starts: [Int], _ count: Int) -> [Range<Int>] {
    let bounds = (starts.first == 0 ? starts : [0] + starts) + [count]
    precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<=), "regions must ascend and lie inside the matrix")
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
  }
}
