import MatrixCore

/// Rows added to a vector of sums and a vector of their corrections, along memory.
public enum CompensatedRows<V: SIMD, let rows: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// Adds term(a_ij), j in 0 ..< count, of `rows` rows, one after the other, to `sums[j]` and `corrections[j]`.
  @inlinable @inline(__always)
  public static func run(
    count: Int, _ a: UnsafePointer<Scalar>, rowStride: Int, _ sums: UnsafeMutablePointer<Scalar>,
    _ corrections: UnsafeMutablePointer<Scalar>, vector: (V) -> V, element: (Scalar) -> Scalar
  ) {
    let lanes = V.scalarCount
    var j = 0
    while j &+ lanes <= count {
      var sum = UnsafeRawPointer(sums + j).loadUnaligned(as: V.self)
      var correction = UnsafeRawPointer(corrections + j).loadUnaligned(as: V.self)
      for i in 0..<rows {
        let term = vector(UnsafeRawPointer(a + (i &* rowStride &+ j)).loadUnaligned(as: V.self))
        TwoSum.add(term, to: &sum, &correction)
      }
      UnsafeMutableRawPointer(sums + j).storeBytes(of: sum, as: V.self)
      UnsafeMutableRawPointer(corrections + j).storeBytes(of: correction, as: V.self)
      j &+= lanes
    }
    while j < count {
      for i in 0..<rows { TwoSum.add(element(a[i &* rowStride &+ j]), to: &sums[j], &corrections[j]) }
      j &+= 1
    }
  }
}
