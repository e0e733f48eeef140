/// An addition and its rounding error, which is exact barring overflow. Reference: Knuth, TAOCP 2, 4.2.2, theorem B.
public enum TwoSum {
  /// sum ← sum + term; the error of this addition is added to `correction`.
  @inlinable @inline(__always)
  public static func add<V: SIMD>(_ term: V, to sum: inout V, _ correction: inout V) where V.Scalar: FloatingPoint {
    let next = sum + term
    let part = next - sum
    correction += (sum - (next - part)) + (term - part)
    sum = next
  }

  @inlinable @inline(__always)
  public static func add<Scalar: FloatingPoint>(_ term: Scalar, to sum: inout Scalar, _ correction: inout Scalar) {
    let next = sum + term
    let part = next - sum
    correction += (sum - (next - part)) + (term - part)
    sum = next
  }
}
