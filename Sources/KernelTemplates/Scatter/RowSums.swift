import MatrixCore

/// The choice between the templates for sums of rows by their number.
public enum RowSums<V: SIMD> where V.Scalar: MatrixScalar {
  /// As `RowSum.run`, for one to four rows.
  @inlinable @inline(__always)
  public static func run(
    rows: Int, count: Int, _ sources: UnsafePointer<UnsafePointer<V.Scalar>>, _ factors: UnsafePointer<V.Scalar>,
    adds: Bool, _ sum: UnsafeMutablePointer<V.Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    switch rows {
    case 1: RowSum<V, 1>.run(count: count, sources, factors, adds: adds, sum, multiplyAdd: multiplyAdd)
    case 2: RowSum<V, 2>.run(count: count, sources, factors, adds: adds, sum, multiplyAdd: multiplyAdd)
    case 3: RowSum<V, 3>.run(count: count, sources, factors, adds: adds, sum, multiplyAdd: multiplyAdd)
    default: RowSum<V, 4>.run(count: count, sources, factors, adds: adds, sum, multiplyAdd: multiplyAdd)
    }
  }
}
