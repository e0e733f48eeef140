import MatrixCore

/// Rows of a sparse matrix times `columns` columns that lie anywhere: elements are picked by index.
public enum SparseDots<Scalar: MatrixScalar, let columns: Int> {
  /// y_ic ← α Σ_e v_e b[index_e, c] + β y_ic for the rows given; with β = 0, y is not read.
  ///
  /// One column is added in four chains, several in one each; their order is fixed by the row alone.
  @inlinable @inline(__always)
  public static func run(
    rows: Range<Int>, starts: UnsafePointer<Int>, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>,
    alpha: Scalar, _ b: UnsafePointer<Scalar>, rowStride: Int, columnStride: Int, beta: Scalar,
    _ y: UnsafeMutablePointer<Scalar>, targetRowStride: Int, targetColumnStride: Int
  ) {
    for i in rows {
      let (first, last) = (starts[i], starts[i &+ 1])
      let row = y + i &* targetRowStride
      var sums = InlineArray<columns, Scalar>(repeating: 0)
      if columns == 1 {
        sums[unchecked: 0] = dot(last &- first, indices + first, values + first, b, rowStride)
      } else {
        for e in first..<last {
          let source = b + Int(indices[e]) &* rowStride
          for c in 0..<columns { sums[unchecked: c] += values[e] * source[c &* columnStride] }
        }
      }
      for c in 0..<columns {
        let target = row + c &* targetColumnStride
        target.pointee = beta == 0 ? alpha * sums[unchecked: c] : alpha * sums[unchecked: c] + beta * target.pointee
      }
    }
  }

  @inlinable @inline(__always)
  static func dot(
    _ count: Int, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    _ stride: Int
  ) -> Scalar {
    var chains = InlineArray<4, Scalar>(repeating: 0)
    var e = 0
    while e &+ 4 <= count {
      for k in 0..<4 { chains[unchecked: k] += values[e &+ k] * b[Int(indices[e &+ k]) &* stride] }
      e &+= 4
    }
    var rest: Scalar = 0
    while e < count {
      rest += values[e] * b[Int(indices[e]) &* stride]
      e &+= 1
    }
    return ((chains[unchecked: 0] + chains[unchecked: 1]) + (chains[unchecked: 2] + chains[unchecked: 3])) + rest
  }
}
