import MatrixCore

/// Rows of a sparse matrix times a column that lies anywhere: elements are picked by index.
public enum SparseDots<Scalar: MatrixScalar> {
  /// y_i ← α Σ_e v_e b[index_e] + β y_i for the rows given, in four chains whose order is fixed by the row alone; with β = 0,
  /// y is not read.
  @inlinable @inline(__always)
  public static func run(
    rows: Range<Int>, starts: UnsafePointer<Int>, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>,
    alpha: Scalar, _ b: UnsafePointer<Scalar>, rowStride: Int, beta: Scalar, _ y: UnsafeMutablePointer<Scalar>,
    targetRowStride: Int
  ) {
    for i in rows {
      let (first, last) = (starts[i], starts[i &+ 1])
      let sum = dot(last &- first, indices + first, values + first, b, rowStride)
      let target = y + i &* targetRowStride
      target.pointee = beta == 0 ? alpha * sum : alpha * sum + beta * target.pointee
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
