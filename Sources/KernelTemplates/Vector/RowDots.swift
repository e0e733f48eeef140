import MatrixCore

/// Scalar products of several contiguous rows with one vector, which is then read once for all of them.
public enum RowDots<V: SIMD, let rows: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// y_i ← y_i + α Σ_j a_ij x_j for `rows` rows, `rowStride` apart.
  ///
  /// Two accumulators a row hide the latency of the addition; their order is fixed by `count` alone.
  @inlinable @inline(__always)
  public static func run(
    count: Int, alpha: Scalar, _ a: UnsafePointer<Scalar>, rowStride: Int, _ x: UnsafePointer<Scalar>,
    _ y: UnsafeMutablePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    let lanes = V.scalarCount
    var even = InlineArray<rows, V>(repeating: V(repeating: 0))
    var odd = InlineArray<rows, V>(repeating: V(repeating: 0))
    var j = 0
    while j &+ 2 &* lanes <= count {
      let x0 = UnsafeRawPointer(x + j).loadUnaligned(as: V.self)
      let x1 = UnsafeRawPointer(x + (j &+ lanes)).loadUnaligned(as: V.self)
      for i in 0..<rows {
        let row = a + (i &* rowStride &+ j)
        even[unchecked: i] = multiplyAdd(UnsafeRawPointer(row).loadUnaligned(as: V.self), x0, even[unchecked: i])
        odd[unchecked: i] = multiplyAdd(UnsafeRawPointer(row + lanes).loadUnaligned(as: V.self), x1, odd[unchecked: i])
      }
      j &+= 2 &* lanes
    }
    for i in 0..<rows {
      var sum = SumOfLanes.sum(even[unchecked: i] + odd[unchecked: i])
      for k in j..<count { sum += a[i &* rowStride &+ k] * x[k] }
      y[i] += alpha * sum
    }
  }
}
