import MatrixCore

extension Engine {
  /// The non-zeros of A = Z diag(s) in compressed rows, NaN and infinities among them.
  ///
  /// Shapes: Z m × n with any strides, s n or nil for ones. Cost: two passes over Z, on all threads. Memory: 12 bytes a
  /// non-zero and 8 a row.
  public func compressRows(_ z: MatrixView<Double>, columns s: [Double]? = nil) -> SparseMatrix<Double> {
    compressRows(z, columns: s, reserving: { _ in })
  }

  /// The same, asking for leave when the non-zeros are counted. Errors: what `reserve` throws.
  public func compressRows<Refusal: Error>(
    _ z: MatrixView<Double>, columns s: [Double]? = nil, reserving reserve: (_ nonZeros: Int) throws(Refusal) -> Void
  ) throws(Refusal) -> SparseMatrix<Double> {
    precondition(s.map { $0.count == z.columns } ?? true, "shapes disagree")
    let source = StridedMatrix(z)
    var starts = [Int](repeating: 0, count: source.rows + 1)
    (s ?? []).withUnsafeBufferPointer { scale in
      let compressor = RowCompressor(z: source, scale: s == nil ? nil : scale.baseAddress)
      starts.withUnsafeMutableBufferPointer { starts in
        let counts = SharedAddress(starts)
        team.split(0..<source.rows) { rows in for i in rows { counts.base[i + 1] = compressor.count(i) } }
      }
    }
    for i in 0..<source.rows { starts[i + 1] += starts[i] }
    try reserve(starts[source.rows])
    return fill(source, s, starts)
  }

  private func fill(_ z: StridedMatrix<Double>, _ s: [Double]?, _ starts: [Int]) -> SparseMatrix<Double> {
    let count = starts[z.rows]
    var indices: [Int32] = []
    let values = [Double](unsafeUninitializedCapacity: count) { values, filled in
      indices = [Int32](unsafeUninitializedCapacity: count) { indices, filled in
        let (values, indices) = (SharedAddress(values), SharedAddress(indices))
        (s ?? []).withUnsafeBufferPointer { scale in
          let compressor = RowCompressor(z: z, scale: s == nil ? nil : scale.baseAddress)
          if count > 0 {
            team.split(0..<z.rows) { rows in
              for i in rows { compressor.store(i, indices.base + starts[i], values.base + starts[i]) }
            }
          }
        }
        filled = count
      }
      filled = count
    }
    return SparseMatrix(rows: z.rows, columns: z.columns, rowStarts: starts, columnIndices: indices, values: values)
  }
}

/// Picks the non-zeros of a row of Z diag(s).
private struct RowCompressor: @unchecked Sendable {
  let z: StridedMatrix<Double>
  /// nil for ones.
  let scale: UnsafePointer<Double>?

  private func value(_ row: UnsafePointer<Double>, _ j: Int) -> Double {
    let value = row[j &* z.columnStride]
    return scale.map { value * $0[j] } ?? value
  }

  func count(_ i: Int) -> Int {
    let row = z.base + i * z.rowStride
    var count = 0
    for j in 0..<z.columns { count &+= value(row, j) != 0 ? 1 : 0 }
    return count
  }

  func store(_ i: Int, _ indices: UnsafeMutablePointer<Int32>, _ values: UnsafeMutablePointer<Double>) {
    let row = z.base + i * z.rowStride
    var next = 0
    for j in 0..<z.columns {
      let value = value(row, j)
      guard value != 0 else { continue }
      (indices + next).initialize(to: Int32(truncatingIfNeeded: j))
      (values + next).initialize(to: value)
      next &+= 1
    }
  }
}

/// An address that members of a team write to, each in places of its own.
private struct SharedAddress<Element>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>

  init(_ buffer: UnsafeMutableBufferPointer<Element>) {
    base = buffer.baseAddress ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
  }
}
