import MatrixCore

/// The sum of a vector's elements.
///
/// Written out because `SIMD.sum` is not always inlined, and what a module compiled for one processor calls must be inlined.
public enum SumOfLanes<V: SIMD> where V.Scalar: MatrixScalar {
  @inlinable @inline(__always)
  public static func sum(_ vector: V) -> V.Scalar {
    var total = vector[0]
    for lane in 1..<V.scalarCount { total += vector[lane] }
    return total
  }
}
