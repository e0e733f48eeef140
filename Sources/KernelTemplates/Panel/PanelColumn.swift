import MatrixCore

/// What is done to one column of the narrowest panels of a factorization. Columns are contiguous.
public enum PanelColumn<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// y ← y + Σ_s f_s a_s for `columns` columns of `count` elements, `columnStride` apart, and the largest magnitude of the
  /// new y. NaN loses every comparison.
  @inlinable @inline(__always)
  public static func eliminate(
    count: Int, columns: Int, _ a: UnsafePointer<Scalar>, columnStride: Int, _ factors: UnsafePointer<Scalar>,
    _ y: UnsafeMutablePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) -> Scalar {
    let lanes = V.scalarCount
    var largest = V(repeating: 0)
    var i = 0
    while i &+ lanes <= count {
      var sum = UnsafeRawPointer(y + i).loadUnaligned(as: V.self)
      for s in 0..<columns {
        let column = UnsafeRawPointer(a + (s &* columnStride &+ i)).loadUnaligned(as: V.self)
        sum = multiplyAdd(column, V(repeating: factors[s]), sum)
      }
      UnsafeMutableRawPointer(y + i).storeBytes(of: sum, as: V.self)
      // Lane by lane, which compiles to one maximum of vectors; generic masks do not.
      for lane in 0..<lanes {
        let magnitude = sum[lane].magnitude
        largest[lane] = magnitude > largest[lane] ? magnitude : largest[lane]
      }
      i &+= lanes
    }
    var maximum = largest[0]
    for lane in 1..<lanes where largest[lane] > maximum { maximum = largest[lane] }
    while i < count {
      var sum = y[i]
      for s in 0..<columns { sum += a[s &* columnStride &+ i] * factors[s] }
      y[i] = sum
      let magnitude = sum.magnitude
      if magnitude > maximum { maximum = magnitude }
      i &+= 1
    }
    return maximum
  }

  /// y ← y / p. By division, not by the reciprocal: one rounding, and safe for subnormal pivots.
  @inlinable @inline(__always)
  public static func divide(count: Int, by pivot: Scalar, _ y: UnsafeMutablePointer<Scalar>) {
    let lanes = V.scalarCount
    let divisor = V(repeating: pivot)
    var i = 0
    while i &+ lanes <= count {
      let value = UnsafeRawPointer(y + i).loadUnaligned(as: V.self)
      UnsafeMutableRawPointer(y + i).storeBytes(of: value / divisor, as: V.self)
      i &+= lanes
    }
    while i < count {
      y[i] = y[i] / pivot
      i &+= 1
    }
  }
}
