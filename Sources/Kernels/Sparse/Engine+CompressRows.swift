import MatrixCore

/// A matrix that is not what it was a moment before: a mapped file that another program writes.
public struct MatrixChanged: Error, Equatable, CustomStringConvertible {
  public init() {}

  public var description: String { "the matrix changed while it was read" }
}

extension Engine {
  /// The non-zeros of A = Z diag(s) in compressed rows, NaN and infinities among them.
  ///
  /// Shapes: Z m × n with any strides, s n or nil for ones. Cost: two passes over Z. Memory: 12 bytes a non-zero and 8 a row.
  /// Errors: `MatrixChanged` when there are more or fewer non-zeros in the second pass.
  public func compressRows(
    _ z: MatrixView<Double>, columns s: [Double]? = nil
  ) throws(MatrixChanged) -> SparseMatrix<Double> {
    try compressRows(z, columns: s, whenChanged: MatrixChanged()) { (_) throws(MatrixChanged) in }
  }

  /// The same, asking for leave when the non-zeros are counted. Errors: what `reserve` throws, and the other one given.
  public func compressRows<Refusal: Error>(
    _ z: MatrixView<Double>, columns s: [Double]? = nil, whenChanged changed: @autoclosure () -> Refusal,
    reserving reserve: (_ nonZeros: Int) throws(Refusal) -> Void
  ) throws(Refusal) -> SparseMatrix<Double> {
    precondition(s.map { $0.count == z.columns } ?? true, "shapes disagree")
    let source = StridedMatrix(z)
    let team = team.reading(bytes: source.rows * source.columns * MemoryLayout<Double>.stride)
    var starts = [Int](repeating: 0, count: source.rows + 1)
    withAddresses([0], &starts, s) { _, counts, scale in
      let counter = RowCounter(compressor: RowCompressor(z: source, scale: scale), counts: counts + 1)
      team.split(0..<source.rows, grain: RowCompressor.height) { counter.count($0) }
    }
    for i in 0..<source.rows { starts[i + 1] += starts[i] }
    try reserve(starts[source.rows])
    guard let matrix = fill(source, s, starts, team) else { throw changed() }
    return matrix
  }

  /// Nil when the rows no longer hold what was counted.
  private func fill(
    _ z: StridedMatrix<Double>, _ s: [Double]?, _ starts: [Int], _ team: Team
  ) -> SparseMatrix<Double>? {
    let count = starts[z.rows]
    var (indices, next) = ([Int32](), starts)
    let values = [Double](unsafeUninitializedCapacity: count) { values, filled in
      indices = [Int32](unsafeUninitializedCapacity: count) { indices, filled in
        withAddresses(starts, &next, s) { starts, next, scale in
          let rows = CompressedRows(
            starts: starts, next: next, indices: Self.address(indices), values: Self.address(values))
          let compressor = RowCompressor(z: z, scale: scale)
          team.split(0..<z.rows, grain: RowCompressor.height) { compressor.store($0, rows) }
        }
        filled = count
      }
      filled = count
    }
    guard next[..<z.rows].elementsEqual(starts[1...]) else { return nil }
    return SparseMatrix(rows: z.rows, columns: z.columns, rowStarts: starts, columnIndices: indices, values: values)
  }

  private func withAddresses(
    _ starts: [Int], _ counts: inout [Int], _ scale: [Double]?,
    _ body: (UnsafePointer<Int>, UnsafeMutablePointer<Int>, _ scale: UnsafePointer<Double>?) -> Void
  ) {
    starts.withUnsafeBufferPointer { starts in
      counts.withUnsafeMutableBufferPointer { counts in
        (scale ?? []).withUnsafeBufferPointer { factors in
          // Both hold a number at least.
          guard let starts = starts.baseAddress, let counts = counts.baseAddress else { return }
          body(starts, counts, scale == nil ? nil : factors.baseAddress)
        }
      }
    }
  }

  /// That of no elements is never used.
  private static func address<Element>(_ buffer: UnsafeMutableBufferPointer<Element>) -> UnsafeMutablePointer<Element> {
    buffer.baseAddress ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
  }
}
