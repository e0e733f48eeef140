/// Sums, zeros and signs of lines of one length, gathered in one pass over them: what checks of a table look at.
///
/// Every addition keeps its exact rounding error. Cost: one pass; three arrays of a line's length. Reference: Ogita, Rump and
/// Oishi (2005), SIAM J. Sci. Comput. 26, 1955-1988.
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

  static func check(_ rows: Range<Int>, of matrix: MatrixView<Double>, _ width: Int) {
    precondition(matrix.columns == width && (matrix.columnStride == 1 || matrix.columns <= 1), "lines must be contiguous")
    precondition(rows.lowerBound >= 0 && rows.upperBound <= matrix.rows, "matrix index out of range")
  }

  /// Adds rows, two at a time, which halves the traffic of the columns' sums.
  mutating func add(_ rows: Range<Int>, _ base: UnsafePointer<Double>, _ stride: Int, _ kernel: LineKernel) -> [Line] {
    var lines: [Line] = []
    lines.reserveCapacity(rows.count)
    for row in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: 2) {
      add(base + row * stride, stride, count: min(2, rows.upperBound - row), kernel, to: &lines)
    }
    return lines
  }

  /// One line or two: whole vectors by the kernel, the elements behind them one by one.
  private mutating func add(
    _ source: UnsafePointer<Double>, _ stride: Int, count: Int, _ kernel: LineKernel, to lines: inout [Line]
  ) {
    let whole = width / kernel.lanes * kernel.lanes
    withUnsafeTemporaryAllocation(of: LineTotals.self, capacity: 2) { totals in
      totals.initialize(repeating: LineTotals())
      addVectors(source, stride, whole, count == 2 ? kernel.twoLines : kernel.oneLine, totals)
      for i in 0..<count {
        for j in whole..<width { add(source[i * stride + j], column: j, &totals[i]) }
        lines.append(Line(totals[i], width: width))
      }
    }
  }

  private mutating func addVectors(
    _ source: UnsafePointer<Double>, _ stride: Int, _ count: Int, _ body: LineKernel.Body,
    _ totals: UnsafeMutableBufferPointer<LineTotals>
  ) {
    sums.withUnsafeMutableBufferPointer { sums in
      corrections.withUnsafeMutableBufferPointer { corrections in
        bits.withUnsafeMutableBufferPointer { bits in
          guard let sums = sums.baseAddress, let corrections = corrections.baseAddress, let bits = bits.baseAddress,
            let totals = totals.baseAddress
          else { return }
          body(
            LinePiece(count: count, source: source, stride: stride, sums: sums, corrections: corrections, bits: bits), totals)
        }
      }
    }
  }

  private mutating func add(_ value: Double, column j: Int, _ total: inout LineTotals) {
    total.add(value)
    TwoSum.add(value, to: &sums[j], &corrections[j])
    bits[j] |= value.bitPattern
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

extension LineScan.Line {
  fileprivate init(_ total: LineTotals, width: Int) {
    sum = total.value
    nonZeroCount = width - total.zeros
    isRemarkable = total.bits >> 63 == 1 || !total.sum.isFinite
  }
}
