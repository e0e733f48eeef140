import MatrixCore

/// A product with a sparse matrix in compressed rows as inner loops see it: y ← α S b + β y. Valid only inside the call that
/// received it.
public struct SparseOperation<Scalar: MatrixScalar>: @unchecked Sendable {
  public var starts: UnsafePointer<Int>
  public var indices: UnsafePointer<Int32>
  public var values: UnsafePointer<Scalar>
  /// Where α and β stand.
  public var alpha: UnsafePointer<Scalar>
  public var beta: UnsafePointer<Scalar>
  public var b: UnsafePointer<Scalar>
  public var rowStride: Int
  public var columnStride: Int
  public var y: UnsafeMutablePointer<Scalar>
  public var targetRowStride: Int
  public var targetColumnStride: Int

  @inlinable @inline(__always)
  public init(
    starts: UnsafePointer<Int>, indices: UnsafePointer<Int32>, values: UnsafePointer<Scalar>, alpha: UnsafePointer<Scalar>,
    beta: UnsafePointer<Scalar>, b: UnsafePointer<Scalar>, rowStride: Int, columnStride: Int,
    y: UnsafeMutablePointer<Scalar>, targetRowStride: Int, targetColumnStride: Int
  ) {
    self.starts = starts
    self.indices = indices
    self.values = values
    self.alpha = alpha
    self.beta = beta
    self.b = b
    self.rowStride = rowStride
    self.columnStride = columnStride
    self.y = y
    self.targetRowStride = targetRowStride
    self.targetColumnStride = targetColumnStride
  }

  /// The rows from `first` to before `last` times the first column.
  @inlinable @inline(__always)
  public func dots(_ first: Int, _ last: Int) {
    SparseDots<Scalar>.run(
      rows: first..<last, starts: starts, indices, values, alpha: alpha.pointee, b, rowStride: rowStride, beta: beta.pointee,
      y, targetRowStride: targetRowStride)
  }

  @inlinable @inline(__always)
  public func scatter<let width: Int>(_: SparseScatter<Scalar, width>.Type, _ first: Int, _ last: Int, columns: Int) {
    SparseScatter<Scalar, width>.run(
      rows: first..<last, starts: starts, indices, values, b, rowStride: rowStride, columnStride: columnStride,
      columns: columns, y)
  }

  @inlinable @inline(__always)
  public func combine<V: SIMD>(_ first: Int, _ last: Int, columns: Int, multiplyAdd: (V, V, V) -> V)
  where V.Scalar == Scalar {
    for i in first..<last {
      SparseRowCombination<V>.run(
        entries: starts[i &+ 1] &- starts[i], indices + starts[i], values + starts[i], alpha: alpha.pointee, b,
        rowStride: rowStride, beta: beta.pointee, columns: columns, y + i &* targetRowStride, multiplyAdd: multiplyAdd)
    }
  }

  /// The same for fewer columns than a vector of the processor has lanes, at least as many as V and at most twice as many.
  @inlinable @inline(__always)
  public func combinePair<V: SIMD>(_: V.Type, _ first: Int, _ last: Int, columns: Int) where V.Scalar == Scalar {
    for i in first..<last {
      SparseRowCombination<V>.runPair(
        entries: starts[i &+ 1] &- starts[i], indices + starts[i], values + starts[i], alpha: alpha.pointee, b,
        rowStride: rowStride, beta: beta.pointee, columns: columns, y + i &* targetRowStride
      ) { $0 * $1 + $2 }
    }
  }
}
