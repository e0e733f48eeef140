import MatrixCore

/// The choice between sums of elements and of their magnitudes, and between one row and eight.
public enum LineSums<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// As `CompensatedLine.run`.
  @inlinable @inline(__always)
  public static func addLine(
    count: Int, _ x: UnsafePointer<Scalar>, magnitudes: Bool, _ state: UnsafeMutablePointer<Scalar>
  ) {
    if magnitudes {
      CompensatedLine<V>.run(count: count, x, state, vector: { LineNorms<V>.magnitude($0) }, element: { abs($0) })
    } else {
      CompensatedLine<V>.run(count: count, x, state, vector: { $0 }, element: { $0 })
    }
  }

  /// As `CompensatedRows.run`, for one or eight rows.
  @inlinable @inline(__always)
  public static func addRows(
    rows: Int, count: Int, _ a: UnsafePointer<Scalar>, rowStride: Int, magnitudes: Bool,
    _ sums: UnsafeMutablePointer<Scalar>, _ corrections: UnsafeMutablePointer<Scalar>
  ) {
    if magnitudes {
      add(rows, count, a, rowStride, sums, corrections, { LineNorms<V>.magnitude($0) }, { abs($0) })
    } else {
      add(rows, count, a, rowStride, sums, corrections, { $0 }, { $0 })
    }
  }

  @inlinable @inline(__always)
  static func add(
    _ rows: Int, _ count: Int, _ a: UnsafePointer<Scalar>, _ stride: Int, _ sums: UnsafeMutablePointer<Scalar>,
    _ corrections: UnsafeMutablePointer<Scalar>, _ vector: (V) -> V, _ element: (Scalar) -> Scalar
  ) {
    if rows == 8 {
      CompensatedRows<V, 8>.run(count: count, a, rowStride: stride, sums, corrections, vector: vector, element: element)
    } else {
      CompensatedRows<V, 1>.run(count: count, a, rowStride: stride, sums, corrections, vector: vector, element: element)
    }
  }
}
