import MatrixCore

/// A line of a matrix times one factor, times a factor for each element, or negated: one rounding an element.
public enum ScaledLine<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// y ← f x. Both may be the same memory.
  @inlinable @inline(__always)
  public static func byOne(
    count: Int, _ x: UnsafePointer<Scalar>, factor: Scalar, _ y: UnsafeMutablePointer<Scalar>
  ) {
    let factors = V(repeating: factor)
    map(count: count, x, y, vector: { line, _ in line * factors }, element: { value, _ in value * factor })
  }

  /// y_j ← f_j x_j.
  @inlinable @inline(__always)
  public static func byEach(
    count: Int, _ x: UnsafePointer<Scalar>, factors: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>
  ) {
    map(
      count: count, x, y, vector: { $0 * UnsafeRawPointer(factors + $1).loadUnaligned(as: V.self) },
      element: { $0 * factors[$1] })
  }

  /// y ← −x.
  @inlinable @inline(__always)
  public static func negated(count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>) {
    map(count: count, x, y, vector: { line, _ in -line }, element: { value, _ in -value })
  }

  @inlinable @inline(__always)
  static func map(
    count: Int, _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, vector: (V, Int) -> V,
    element: (Scalar, Int) -> Scalar
  ) {
    let lanes = V.scalarCount
    var j = 0
    while j &+ lanes <= count {
      let line = UnsafeRawPointer(x + j).loadUnaligned(as: V.self)
      UnsafeMutableRawPointer(y + j).storeBytes(of: vector(line, j), as: V.self)
      j &+= lanes
    }
    while j < count {
      y[j] = element(x[j], j)
      j &+= 1
    }
  }
}
