import MatrixCore

/// A combination of several contiguous columns added to one vector, which is then written once for all of them.
public enum ColumnCombination<V: SIMD, let columns: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// y ← y + Σ_j f_j a_j for `columns` columns of `count` elements, `columnStride` apart.
  @inlinable @inline(__always)
  public static func run(
    count: Int, _ a: UnsafePointer<Scalar>, columnStride: Int, _ factors: UnsafePointer<Scalar>,
    _ y: UnsafeMutablePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    let lanes = V.scalarCount
    var i = 0
    while i &+ lanes <= count {
      var sum = UnsafeRawPointer(y + i).loadUnaligned(as: V.self)
      for j in 0..<columns {
        let column = UnsafeRawPointer(a + (j &* columnStride &+ i)).loadUnaligned(as: V.self)
        sum = multiplyAdd(column, V(repeating: factors[j]), sum)
      }
      UnsafeMutableRawPointer(y + i).storeBytes(of: sum, as: V.self)
      i &+= lanes
    }
    while i < count {
      var sum = y[i]
      for j in 0..<columns { sum += a[j &* columnStride &+ i] * factors[j] }
      y[i] = sum
      i &+= 1
    }
  }
}
