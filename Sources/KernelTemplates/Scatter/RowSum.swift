import MatrixCore

/// A weighted sum of rows that lie anywhere, along memory: each is read once, as one of `rows` parallel streams.
public enum RowSum<V: SIMD, let rows: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// sum ← Σ_r f_r x_r, or sum ← sum + Σ_r f_r x_r where it `adds`, for `rows` rows of `count` elements.
  ///
  /// An element is the same sequence of operations wherever it stands, but for the multiply-add of the last few, which may
  /// be rounded twice.
  @inlinable @inline(__always)
  public static func run(
    count: Int, _ sources: UnsafePointer<UnsafePointer<Scalar>>, _ factors: UnsafePointer<Scalar>, adds: Bool,
    _ sum: UnsafeMutablePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    let lanes = V.scalarCount
    var streams = InlineArray<rows, UnsafePointer<Scalar>>(repeating: sources[0])
    var weights = InlineArray<rows, V>(repeating: V(repeating: factors[0]))
    for r in 1..<rows {
      streams[unchecked: r] = sources[r]
      weights[unchecked: r] = V(repeating: factors[r])
    }
    var j = 0
    while j &+ lanes <= count {
      let target = UnsafeMutableRawPointer(sum + j)
      var total = adds ? target.loadUnaligned(as: V.self) : V(repeating: 0)
      for r in 0..<rows {
        let x = UnsafeRawPointer(streams[unchecked: r] + j).loadUnaligned(as: V.self)
        total = multiplyAdd(x, weights[unchecked: r], total)
      }
      target.storeBytes(of: total, as: V.self)
      j &+= lanes
    }
    while j < count {
      var total = adds ? sum[j] : 0
      for r in 0..<rows { total += streams[unchecked: r][j] * weights[unchecked: r][0] }
      sum[j] = total
      j &+= 1
    }
  }
}
