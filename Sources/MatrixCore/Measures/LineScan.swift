/// Sums, zeros and signs of lines of one length, gathered in one pass over them: what checks of a table look at.
///
/// Every addition keeps its exact rounding error, as `CompensatedSum` does, here by Knuth's TwoSum, which takes no branch and so
/// runs on vectors. Cost: one pass; three arrays of a line's length. Reference: Ogita, Rump and Oishi (2005), SIAM J. Sci.
/// Comput. 26, 1955-1988.
package struct LineScan: Sendable {
  package struct Line: Sendable, Equatable {
    package let sum: Double
    package let nonZeroCount: Int
    /// Whether an element may be negative, NaN or infinite; never false where one is.
    package let isRemarkable: Bool
  }

  private var sums: [Double]
  private var corrections: [Double]
  /// The bits of all elements of a column together.
  private var bits: [UInt64]

  /// Elements of a line.
  var width: Int { sums.count }

  init(width: Int) {
    sums = [Double](repeating: 0, count: width)
    corrections = sums
    bits = [UInt64](repeating: 0, count: width)
  }

  private typealias Lanes = LineState.Lanes

  static func check(_ rows: Range<Int>, of matrix: MatrixView<Double>, _ width: Int) {
    precondition(matrix.columns == width && (matrix.columnStride == 1 || matrix.columns <= 1), "lines must be contiguous")
    precondition(rows.lowerBound >= 0 && rows.upperBound <= matrix.rows, "matrix index out of range")
  }

  /// Adds rows, two at a time, which halves the traffic of the columns' sums.
  mutating func add(_ rows: Range<Int>, _ base: UnsafePointer<Double>, _ stride: Int) -> [Line] {
    var lines: [Line] = []
    lines.reserveCapacity(rows.count)
    for row in Swift.stride(from: rows.lowerBound, to: rows.upperBound - 1, by: 2) {
      let pair = add(base + row * stride, base + (row + 1) * stride)
      lines.append(pair.0)
      if let second = pair.1 { lines.append(second) }
    }
    if rows.count % 2 == 1 { lines.append(add(base + (rows.upperBound - 1) * stride, nil).0) }
    return lines
  }

  private mutating func add(_ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>?) -> (Line, Line?) {
    let width = sums.count
    return sums.withUnsafeMutableBytes { sums in
      corrections.withUnsafeMutableBytes { corrections in
        bits.withUnsafeMutableBytes { bits in
          let columns = Columns(sums: sums, corrections: corrections, bits: bits)
          if let second { return Self.add(first, second, width, columns) }
          return (Self.add(first, width, columns), nil)
        }
      }
    }
  }

  /// Where the columns' sums stand.
  private struct Columns {
    let sums: UnsafeMutableRawBufferPointer
    let corrections: UnsafeMutableRawBufferPointer
    let bits: UnsafeMutableRawBufferPointer
  }

  private static func add(_ line: UnsafePointer<Double>, _ width: Int, _ columns: Columns) -> Line {
    var state = LineState()
    let source = UnsafeRawPointer(line)
    var offset = 0
    let end = width / 2 * MemoryLayout<Lanes>.stride
    while offset < end {
      let values = source.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      let pattern = unsafeBitCast(values, to: SIMD2<UInt64>.self)
      state.add(values, pattern)
      var column = columns.sums.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      var error = columns.corrections.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      LineState.add(values, &column, &error)
      store(column, error, pattern, columns, offset)
      offset += MemoryLayout<Lanes>.stride
    }
    guard width % 2 == 1 else { return state.line(nil, width: width) }
    addLast(line[width - 1], columns, offset)
    return state.line(line[width - 1], width: width)
  }

  private static func add(
    _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ width: Int, _ columns: Columns
  ) -> (Line, Line?) {
    var (one, two) = (LineState(), LineState())
    let sources = (UnsafeRawPointer(first), UnsafeRawPointer(second))
    var offset = 0
    let end = width / 2 * MemoryLayout<Lanes>.stride
    while offset < end {
      let upper = sources.0.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      let lower = sources.1.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      let patterns = (unsafeBitCast(upper, to: SIMD2<UInt64>.self), unsafeBitCast(lower, to: SIMD2<UInt64>.self))
      one.add(upper, patterns.0)
      two.add(lower, patterns.1)
      var column = columns.sums.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      var error = columns.corrections.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      LineState.add(upper, &column, &error)
      LineState.add(lower, &column, &error)
      store(column, error, patterns.0 | patterns.1, columns, offset)
      offset += MemoryLayout<Lanes>.stride
    }
    guard width % 2 == 1 else { return (one.line(nil, width: width), two.line(nil, width: width)) }
    addLast(first[width - 1], columns, offset)
    addLast(second[width - 1], columns, offset)
    return (one.line(first[width - 1], width: width), two.line(second[width - 1], width: width))
  }

  @inline(__always)
  private static func store(_ sum: Lanes, _ error: Lanes, _ pattern: SIMD2<UInt64>, _ columns: Columns, _ offset: Int) {
    columns.sums.storeBytes(of: sum, toByteOffset: offset, as: Lanes.self)
    columns.corrections.storeBytes(of: error, toByteOffset: offset, as: Lanes.self)
    let all = columns.bits.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
    columns.bits.storeBytes(of: all | pattern, toByteOffset: offset, as: SIMD2<UInt64>.self)
  }

  /// Adds to the column behind the last two.
  private static func addLast(_ value: Double, _ columns: Columns, _ offset: Int) {
    var column = CompensatedSum(
      sum: columns.sums.load(fromByteOffset: offset, as: Double.self),
      correction: columns.corrections.load(fromByteOffset: offset, as: Double.self))
    column.add(value)
    columns.sums.storeBytes(of: column.sum, toByteOffset: offset, as: Double.self)
    columns.corrections.storeBytes(of: column.correction, toByteOffset: offset, as: Double.self)
    let all = columns.bits.load(fromByteOffset: offset, as: UInt64.self)
    columns.bits.storeBytes(of: all | value.bitPattern, toByteOffset: offset, as: UInt64.self)
  }

  /// Adds what another scan gathered of lines that follow.
  mutating func add(_ other: LineScan) {
    for j in sums.indices {
      var column = CompensatedSum(sum: sums[j], correction: corrections[j])
      column.add(other.sums[j])
      (sums[j], corrections[j]) = (column.sum, column.correction + other.corrections[j])
      bits[j] |= other.bits[j]
    }
  }

  /// Sums of the columns over all lines added.
  package var columnSums: [Double] { sums.indices.map { CompensatedSum(sum: sums[$0], correction: corrections[$0]).value } }

  /// Whether a column has had an element other than zero.
  package var isColumnUsed: [Bool] { bits.map { $0 << 1 != 0 } }
}
