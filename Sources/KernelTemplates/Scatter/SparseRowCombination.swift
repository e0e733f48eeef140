import MatrixCore

/// A row of a sparse matrix times a matrix whose rows are contiguous: a combination of these, kept in registers.
public enum SparseRowCombination<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// y ← α Σ_e v_e b[index_e, :] + β y for `entries` entries and `columns` columns; with β = 0, y is not read.
  @inlinable @inline(__always)
  public static func run(
    entries: Int, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>, alpha: Scalar,
    _ b: UnsafePointer<Scalar>, rowStride: Int, beta: Scalar, columns: Int, _ y: UnsafeMutablePointer<Scalar>,
    multiplyAdd: (V, V, V) -> V
  ) {
    let lanes = V.scalarCount
    var j = 0
    while j &+ 4 &* lanes <= columns {
      Chunk<4>.run(entries, indices, values, alpha, b + j, rowStride, beta, y + j, multiplyAdd)
      j &+= 4 &* lanes
    }
    while j &+ lanes <= columns {
      Chunk<1>.run(entries, indices, values, alpha, b + j, rowStride, beta, y + j, multiplyAdd)
      j &+= lanes
    }
    while j < columns {
      var sum: Scalar = 0
      for e in 0..<entries { sum += values[e] * b[Int(indices[e]) &* rowStride &+ j] }
      y[j] = beta == 0 ? alpha * sum : alpha * sum + beta * y[j]
      j &+= 1
    }
  }

  /// `vectors` vectors of columns.
  public enum Chunk<let vectors: Int> {
    @inlinable @inline(__always)
    static func run(
      _ entries: Int, _ indices: UnsafePointer<Int32>, _ values: UnsafePointer<Scalar>, _ alpha: Scalar,
      _ b: UnsafePointer<Scalar>, _ rowStride: Int, _ beta: Scalar, _ y: UnsafeMutablePointer<Scalar>,
      _ multiplyAdd: (V, V, V) -> V
    ) {
      let lanes = V.scalarCount
      var sums = InlineArray<vectors, V>(repeating: V(repeating: 0))
      for e in 0..<entries {
        let (row, factor) = (b + Int(indices[e]) &* rowStride, V(repeating: values[e]))
        for k in 0..<vectors {
          let x = UnsafeRawPointer(row + k &* lanes).loadUnaligned(as: V.self)
          sums[unchecked: k] = multiplyAdd(x, factor, sums[unchecked: k])
        }
      }
      for k in 0..<vectors {
        let target = UnsafeMutableRawPointer(y + k &* lanes)
        var result = sums[unchecked: k] * V(repeating: alpha)
        if beta != 0 { result += target.loadUnaligned(as: V.self) * V(repeating: beta) }
        target.storeBytes(of: result, as: V.self)
      }
    }
  }
}
