import CPrefetch
import KernelTemplates
import MatrixCore

/// Reads rows of A = Z diag(s) once: sums, extremes, and the same rows in single precision.
///
/// Whole rows, a few side by side: their column sums stay in the second cache, and memory is read in long streams, which
/// pieces that fit the first would break up.
struct RowScanner: @unchecked Sendable {
  let kernels: ScanKernels
  let z: StridedMatrix<Double>
  /// nil for ones.
  let scale: UnsafePointer<Double>?
  /// nil when single precision is not wanted; row-major.
  let single: MutableStridedMatrix<Float>?
  private let bypassesCache: Bool

  init(
    kernels: ScanKernels, z: StridedMatrix<Double>, scale: UnsafePointer<Double>?, single: MutableStridedMatrix<Float>?
  ) {
    self.kernels = kernels
    self.z = z
    self.scale = scale
    self.single = single
    bypassesCache = single.map(Self.bypassesCache) ?? false
  }

  /// Adds the given rows to `sums`, and stores their diagonal elements, until the monitor stops it. Bytes of a strip are a
  /// hundredth of a second from a quick disk; the next one is on its way meanwhile.
  func scan(_ rows: Range<Int>, into sums: ScanSums, member: Int, _ monitor: TeamMonitor) -> ScanFigures {
    var figures = ScanFigures()
    var strip = strip(from: rows.lowerBound, of: rows)
    z.beginReading(rows: strip)
    while !strip.isEmpty {
      let next = self.strip(from: strip.upperBound, of: rows)
      z.beginReading(rows: next)
      scan(strip, into: sums, &figures)
      guard monitor.allowsNext(after: strip.count, member: member) else { break }
      strip = next
    }
    if bypassesCache { cprefetch_order_stores() }
    return figures
  }

  private static var stripBytes: Int { 16 << 20 }

  /// Whole groups of rows: the order of additions does not depend on the strips.
  private func strip(from first: Int, of rows: Range<Int>) -> Range<Int> {
    let groups = Self.stripBytes / (max(1, z.columns) * MemoryLayout<Double>.stride * ScanKernels.rowsAtOnce)
    return first..<min(rows.upperBound, first + max(1, groups) * ScanKernels.rowsAtOnce)
  }

  private func scan(_ rows: Range<Int>, into sums: ScanSums, _ figures: inout ScanFigures) {
    var i = rows.lowerBound
    while i < rows.upperBound {
      let height = i + ScanKernels.rowsAtOnce <= rows.upperBound ? ScanKernels.rowsAtOnce : 1
      scanBlock(i..<i + height, sums, &figures)
      i += height
    }
  }

  /// The steps that hold elements of the diagonal, and what is left over at the end, one by one; the rest by the kernel.
  private func scanBlock(_ rows: Range<Int>, _ sums: ScanSums, _ figures: inout ScanFigures) {
    let (n, step) = (z.columns, ScanKernels.step)
    let lower = rows.lowerBound / step * step
    let upper = min((rows.upperBound + step - 1) / step * step, n)
    let last = upper + (n - upper) / step * step
    scanPiece(rows, 0..<lower, sums, &figures)
    scanElements(rows, lower..<upper, sums, &figures)
    scanPiece(rows, upper..<last, sums, &figures)
    scanElements(rows, last..<n, sums, &figures)
  }

  private func scanPiece(_ rows: Range<Int>, _ columns: Range<Int>, _ sums: ScanSums, _ figures: inout ScanFigures) {
    guard !columns.isEmpty else { return }
    let (i, j) = (rows.lowerBound, columns.lowerBound)
    let piece = ScanPiece(
      count: columns.count, source: z.base + (i * z.rowStride + j), rowStride: z.rowStride, scale: scale.map { $0 + j },
      single: single.map { $0.base + (i * $0.rowStride + j) }, singleStride: single?.rowStride ?? 0,
      bypassesCache: bypassesCache, columnSums: sums.columns + j, rowSums: sums.rows + i)
    (rows.count == 1 ? kernels.oneRow : kernels.fewRows)(piece, &figures)
  }

  /// The diagonal is no part of the sums: taking it out afterwards would cancel.
  private func scanElements(_ rows: Range<Int>, _ columns: Range<Int>, _ sums: ScanSums, _ figures: inout ScanFigures) {
    for i in rows {
      for j in columns {
        let value = z.base[i * z.rowStride + j] * (scale?[j] ?? 1)
        if i == j {
          sums.diagonal[i] = value
        } else {
          let magnitude = abs(value)
          sums.rows[i] += magnitude
          sums.columns[j] += magnitude
          if magnitude > figures.largest { figures.largest = magnitude }
        }
        if value < figures.least { figures.least = value }
        figures.nonZeros += value == 0 ? 0 : 1
        if let single { single.base[i * single.rowStride + j] = Float(value) }
      }
    }
  }

  /// Larger matrices than the last cache of most processors are written past it, if their rows are aligned.
  ///
  /// Nothing is read then for what is only written, which smaller tables would find in a cache again.
  private static func bypassesCache(_ single: MutableStridedMatrix<Float>) -> Bool {
    let vector = 8 * MemoryLayout<Float>.stride
    return single.rows * single.columns * MemoryLayout<Float>.stride >= 32 << 20
      && Int(bitPattern: single.base) % vector == 0 && single.rowStride * MemoryLayout<Float>.stride % vector == 0
  }
}

extension StridedMatrix {
  /// Begins to read rows of a mapped file, whose elements follow each other.
  func beginReading(rows lines: Range<Int>) {
    guard !lines.isEmpty else { return }
    let elements = (lines.count - 1) * rowStride + columns
    FileReadahead.begin(base + lines.lowerBound * rowStride, bytes: elements * MemoryLayout<Scalar>.stride)
  }
}
