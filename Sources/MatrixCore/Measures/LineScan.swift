/// Sums, zeros and signs of lines of one length, gathered in one pass over them: what checks of a table look at.
///
/// Every addition keeps its exact rounding error, as `CompensatedSum` does, here by Knuth's TwoSum, which takes no branch and so
/// runs on vectors. Cost: one pass; three arrays of a line's length. Reference: Ogita, Rump and Oishi (2005), SIAM J. Sci.
/// Comput. 26, 1955-1988.
package struct LineScan {
  package struct Line: Equatable {
    package let sum: Double
    package let nonZeroCount: Int
    /// Whether an element may be negative, NaN or infinite; never false where one is.
    package let isRemarkable: Bool
  }

  private var sums: [Double]
  private var corrections: [Double]
  /// The bits of all elements of a column together.
  private var bits: [UInt64]

  package init(width: Int) {
    sums = [Double](repeating: 0, count: width)
    corrections = sums
    bits = [UInt64](repeating: 0, count: width)
  }

  private typealias Lanes = SIMD4<Double>
  private static let width = Lanes.scalarCount

  /// Adds a row of a matrix with contiguous rows of the length.
  package mutating func add(row: Int, of matrix: MatrixView<Double>) -> Line {
    precondition(matrix.columns == sums.count && (matrix.columnStride == 1 || matrix.columns <= 1), "lines must be contiguous")
    precondition(row >= 0 && row < matrix.rows, "matrix index out of range")
    return add(matrix.base + row * matrix.rowStride)
  }

  private mutating func add(_ line: UnsafePointer<Double>) -> Line {
    let width = sums.count
    return sums.withUnsafeMutableBytes { sums in
      corrections.withUnsafeMutableBytes { corrections in
        bits.withUnsafeMutableBytes { bits in
          Self.add(line, width, sums, corrections, bits)
        }
      }
    }
  }

  private static func add(
    _ line: UnsafePointer<Double>, _ width: Int, _ sums: UnsafeMutableRawBufferPointer,
    _ corrections: UnsafeMutableRawBufferPointer, _ bits: UnsafeMutableRawBufferPointer
  ) -> Line {
    var (sum, correction, seen, zeros) = (Lanes(), Lanes(), SIMD4<UInt64>(), SIMD4<Int64>())
    let source = UnsafeRawPointer(line)
    var offset = 0
    let end = width / Self.width * Self.width * MemoryLayout<Double>.stride
    while offset < end {
      let values = source.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      let pattern = unsafeBitCast(values, to: SIMD4<UInt64>.self)
      seen |= pattern
      zeros &-= unsafeBitCast(values .== 0, to: SIMD4<Int64>.self)
      Self.add(values, &sum, &correction)
      var column = sums.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      var error = corrections.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      Self.add(values, &column, &error)
      sums.storeBytes(of: column, toByteOffset: offset, as: Lanes.self)
      corrections.storeBytes(of: error, toByteOffset: offset, as: Lanes.self)
      let all = bits.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
      bits.storeBytes(of: all | pattern, toByteOffset: offset, as: SIMD4<UInt64>.self)
      offset += MemoryLayout<Lanes>.stride
    }
    var total = CompensatedSum<Double>()
    for lane in 0..<Self.width { total.add(sum[lane]) }
    for lane in 0..<Self.width { total.add(correction[lane]) }
    var (signs, zeroCount) = (seen[0] | seen[1] | seen[2] | seen[3], Int(zeros.wrappedSum()))
    for j in end / MemoryLayout<Double>.stride..<width {
      let (value, place) = (line[j], j * MemoryLayout<Double>.stride)
      total.add(value)
      signs |= value.bitPattern
      zeroCount += value == 0 ? 1 : 0
      var column = CompensatedSum(
        sum: sums.load(fromByteOffset: place, as: Double.self),
        correction: corrections.load(fromByteOffset: place, as: Double.self))
      column.add(value)
      sums.storeBytes(of: column.sum, toByteOffset: place, as: Double.self)
      corrections.storeBytes(of: column.correction, toByteOffset: place, as: Double.self)
      let all = bits.load(fromByteOffset: place, as: UInt64.self)
      bits.storeBytes(of: all | value.bitPattern, toByteOffset: place, as: UInt64.self)
    }
    let isNegative = signs >> 63 == 1
    return Line(
      sum: total.value, nonZeroCount: width - zeroCount, isRemarkable: isNegative || !sum.sum().isFinite || !total.value.isFinite)
  }

  /// s ← s + v, with what the rounding left out added to the correction.
  @inline(__always)
  private static func add(_ values: Lanes, _ sum: inout Lanes, _ correction: inout Lanes) {
    let next = sum + values
    let part = next - sum
    correction += (sum - (next - part)) + (values - part)
    sum = next
  }

  /// Sums of the columns over all lines added.
  package var columnSums: [Double] { sums.indices.map { CompensatedSum(sum: sums[$0], correction: corrections[$0]).value } }

  /// Whether a column has had an element other than zero.
  package var isColumnUsed: [Bool] { bits.map { $0 << 1 != 0 } }
}
