import MatrixCore

/// The transposed product on compressed rows: each row's multiples are scattered over the targets of its columns.
public enum SparseScatter<Scalar: MatrixScalar, let width: Int> {
  /// y[index_e, c] ← y[index_e, c] + v_e b[i, c] for the rows given, in their order, and `columns` columns, at most `width`;
  /// the elements of a row of y are neighbours, `width` of them, of which those to the right of the columns are scratch.
  @inlinable @inline(__always)
  public static func run(
    rows: Range<Int>, starts: UnsafePointer<Int>, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>,
    _ b: UnsafePointer<Scalar>, rowStride: Int, columnStride: Int, columns: Int, _ y: UnsafeMutablePointer<Scalar>
  ) {
    for i in rows {
      var factors = InlineArray<width, Scalar>(repeating: 0)
      for c in 0..<min(columns, width) { factors[unchecked: c] = b[i &* rowStride &+ c &* columnStride] }
      for e in starts[i]..<starts[i &+ 1] {
        let (target, value) = (y + Int(indices[e]) &* width, values[e])
        for c in 0..<width { target[c] += value * factors[unchecked: c] }
      }
    }
  }
}
