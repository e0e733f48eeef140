import MatrixCore

/// The choice between the templates for interleaved sums by the number of rows.
public enum InterleavedRowSums<V: SIMD> where V.Scalar: MatrixScalar {
  /// As `InterleavedRowSum.run`, for one to four rows a target; without factors each is one.
  @inlinable @inline(__always)
  public static func run(
    rows: Int, count: Int, _ sources: UnsafePointer<UnsafePointer<V.Scalar>>, factors: UnsafePointer<V.Scalar>?,
    _ sums: UnsafeMutablePointer<V.Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    if let factors {
      switch rows {
      case 1: InterleavedRowSum<V, 1>.run(count: count, sources, factors: factors, sums, multiplyAdd: multiplyAdd)
      case 2: InterleavedRowSum<V, 2>.run(count: count, sources, factors: factors, sums, multiplyAdd: multiplyAdd)
      case 3: InterleavedRowSum<V, 3>.run(count: count, sources, factors: factors, sums, multiplyAdd: multiplyAdd)
      default: InterleavedRowSum<V, 4>.run(count: count, sources, factors: factors, sums, multiplyAdd: multiplyAdd)
      }
    } else {
      switch rows {
      case 1: InterleavedRowSum<V, 1>.run(count: count, sources, sums)
      case 2: InterleavedRowSum<V, 2>.run(count: count, sources, sums)
      case 3: InterleavedRowSum<V, 3>.run(count: count, sources, sums)
      default: InterleavedRowSum<V, 4>.run(count: count, sources, sums)
      }
    }
  }
}
