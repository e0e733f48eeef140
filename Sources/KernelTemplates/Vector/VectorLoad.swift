import MatrixCore

/// How elements of a stored matrix become a vector to compute with: as they are, or widened from `Float` to `Double`.
public protocol VectorLoad {
  associatedtype Stored: MatrixScalar
  associatedtype Vector: SIMD & SendableMetatype where Vector.Scalar: MatrixScalar

  /// The vector that starts at `source`, which need not be aligned.
  static func load(_ source: UnsafePointer<Stored>) -> Vector
  static func widen(_ element: Stored) -> Vector.Scalar
}

extension VectorLoad {
  public typealias Scalar = Vector.Scalar

  @inlinable @inline(__always)
  public static var lanes: Int { Vector.scalarCount }

  /// The first `count` elements, zeros behind them; nothing else is read.
  @inlinable @inline(__always)
  static func load(_ source: UnsafePointer<Stored>, count: Int) -> Vector {
    var vector = Vector(repeating: 0)
    for lane in 0..<count { vector[lane] = widen(source[lane]) }
    return vector
  }
}

/// Elements stored as they are computed with.
public enum PlainLoad<Vector: SIMD & SendableMetatype>: VectorLoad where Vector.Scalar: MatrixScalar {
  @inlinable @inline(__always)
  public static func load(_ source: UnsafePointer<Vector.Scalar>) -> Vector {
    UnsafeRawPointer(source).loadUnaligned(as: Vector.self)
  }

  @inlinable @inline(__always)
  public static func widen(_ element: Vector.Scalar) -> Vector.Scalar { element }
}

/// `Float` widened to two lanes of `Double`. One type a width, since Swift converts vectors of a known width only.
public enum WideningLoad2: VectorLoad {
  @inlinable @inline(__always)
  public static func load(_ source: UnsafePointer<Float>) -> SIMD2<Double> {
    let stored = UnsafeRawPointer(source).loadUnaligned(as: SIMD2<Float>.self)
    var vector = SIMD2<Double>()
    for lane in 0..<2 { vector[lane] = Double(stored[lane]) }
    return vector
  }

  @inlinable @inline(__always)
  public static func widen(_ element: Float) -> Double { Double(element) }
}

/// `Float` widened to four lanes of `Double`.
public enum WideningLoad4: VectorLoad {
  @inlinable @inline(__always)
  public static func load(_ source: UnsafePointer<Float>) -> SIMD4<Double> {
    let stored = UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self)
    var vector = SIMD4<Double>()
    for lane in 0..<4 { vector[lane] = Double(stored[lane]) }
    return vector
  }

  @inlinable @inline(__always)
  public static func widen(_ element: Float) -> Double { Double(element) }
}

/// `Float` widened to eight lanes of `Double`.
public enum WideningLoad8: VectorLoad {
  @inlinable @inline(__always)
  public static func load(_ source: UnsafePointer<Float>) -> SIMD8<Double> {
    let stored = UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Float>.self)
    var vector = SIMD8<Double>()
    for lane in 0..<8 { vector[lane] = Double(stored[lane]) }
    return vector
  }

  @inlinable @inline(__always)
  public static func widen(_ element: Float) -> Double { Double(element) }
}
