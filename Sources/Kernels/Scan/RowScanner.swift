import MatrixCore

/// Reads rows of A = Z diag(s) once: sums, extremes, and the same rows in single precision.
///
/// Columns are taken in pieces, so that the sums of a piece stay in the first cache while many rows pass.
struct RowScanner: @unchecked Sendable {
  let z: StridedMatrix<Double>
  /// nil for ones.
  let scale: UnsafePointer<Double>?
  /// nil when single precision is not wanted; row-major.
  let single: MutableStridedMatrix<Float>?

  /// Columns of a piece: 16 KB of sums.
  static let piece = 2048

  /// Adds the given rows to `sums` (n columns) and stores their own sums and diagonal elements.
  func scan(
    _ rows: Range<Int>, columnSums: UnsafeMutablePointer<Double>, rowSums: UnsafeMutablePointer<Double>,
    diagonal: UnsafeMutablePointer<Double>
  ) -> LineScan {
    var line = LineScan()
    for start in stride(from: 0, to: z.columns, by: Self.piece) {
      let columns = start..<min(start + Self.piece, z.columns)
      for i in rows {
        // The diagonal is no part of the sums: taking it out afterwards would cancel.
        add(i, columns.clamped(to: 0..<i), columnSums, &line)
        add(i, columns.clamped(to: i + 1..<max(i + 1, z.columns)), columnSums, &line)
        rowSums[i] += line.takeSum()
        if columns.contains(i) { diagonal[i] = addDiagonal(i, &line) }
      }
    }
    return line
  }

  private func addDiagonal(_ i: Int, _ line: inout LineScan) -> Double {
    let value = z.base[i * z.rowStride + i] * (scale?[i] ?? 1)
    line.least.x = min(line.least.x, value.isNaN ? 0 : value)
    line.nonZeros.x += value == 0 ? 0 : 1
    if let single { single.base[i * single.rowStride + i] = Float(value) }
    return value
  }

  private func add(_ i: Int, _ columns: Range<Int>, _ sums: UnsafeMutablePointer<Double>, _ line: inout LineScan) {
    let source = z.base + i * z.rowStride
    var j = columns.lowerBound
    while j + 4 <= columns.upperBound {
      let values = scaled(SIMD4(source[j], source[j + 1], source[j + 2], source[j + 3]), j)
      let magnitudes = line.add(values)
      for lane in 0..<4 { sums[j + lane] += magnitudes[lane] }
      store(values, i, j)
      j += 4
    }
    while j < columns.upperBound {
      let value = source[j] * (scale?[j] ?? 1)
      sums[j] += line.add(SIMD4(value, 0, 0, 0)).x
      if let single { single.base[i * single.rowStride + j] = Float(value) }
      j += 1
    }
  }

  @inline(__always)
  private func scaled(_ values: SIMD4<Double>, _ j: Int) -> SIMD4<Double> {
    guard let scale else { return values }
    return values * SIMD4(scale[j], scale[j + 1], scale[j + 2], scale[j + 3])
  }

  @inline(__always)
  private func store(_ values: SIMD4<Double>, _ i: Int, _ j: Int) {
    guard let single else { return }
    let target = single.base + i * single.rowStride + j
    for lane in 0..<4 { target[lane] = Float(values[lane]) }
  }
}
