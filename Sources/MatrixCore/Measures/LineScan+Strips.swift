import Synchronization

// A whole matrix at once, its rows cut into strips for threads.
extension LineScan {
  /// Bytes of a strip at least: with less, threads would wait for their start.
  private static let leastStrip = 1 << 20
  /// Strips at most: each has sums of its own.
  private static let mostStrips = 16
  /// Bytes of a mapped file, of all strips together, that are on their way while as many are looked at.
  private static let window = 16 << 20

  /// Lines and columns of a matrix with contiguous rows. The strips depend on its size alone, and
  /// the sums' last bits on that and on the loop's kernel.
  ///
  /// Cost: one pass; 24 bytes a column and strip. Lines come in their order.
  package static func scan(_ matrix: MatrixView<Double>, on loop: ParallelLoop) -> (lines: [Line], columns: LineScan) {
    check(0..<matrix.rows, of: matrix, matrix.columns)
    let (rows, width, stride) = (matrix.rows, matrix.columns, matrix.rowStride)
    let bytes = rows * width * MemoryLayout<Double>.stride
    let count = max(1, min(mostStrips, bytes / leastStrip, rows))
    // The matrix is borrowed until all strips are done.
    nonisolated(unsafe) let base = matrix.base
    let strips = Mutex([(lines: [Line], columns: LineScan)?](repeating: nil, count: count))
    loop.run(count) { strip in
      var columns = LineScan(width: width)
      let lines = columns.add(
        strip: rows * strip / count..<rows * (strip + 1) / count, base, stride, loop.lineKernel, ahead: window / count)
      strips.withLock { $0[strip] = (lines, columns) }
    }
    var whole = (lines: [Line](), columns: LineScan(width: width))
    for case let part? in strips.withLock({ $0 }) {
      whole.lines += part.lines
      if whole.lines.count == part.lines.count { whole.columns = part.columns } else { whole.columns.add(part.columns) }
    }
    return whole
  }

  /// Rows, `window` bytes of their file read ahead of them.
  private mutating func add(
    strip: Range<Int>, _ base: UnsafePointer<Double>, _ stride: Int, _ kernel: LineKernel, ahead window: Int
  ) -> [Line] {
    let size = MemoryLayout<Double>.stride
    // Even, so that rows meet in the same pairs in windows of any size.
    let height = max(2, window / (max(1, width) * size) / 2 * 2)
    var lines: [Line] = []
    for first in Swift.stride(from: strip.lowerBound, to: strip.upperBound, by: height) {
      let ahead = min(strip.upperBound, first + 2 * height) - first
      FileReadahead.begin(base + first * stride, bytes: ((ahead - 1) * stride + width) * size)
      lines += add(first..<min(strip.upperBound, first + height), base, stride, kernel)
    }
    return lines
  }
}
