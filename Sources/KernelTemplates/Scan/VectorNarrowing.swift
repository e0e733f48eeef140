public import CPrefetch

/// How a vector is rounded to single precision and written. One type a width, since Swift converts vectors of a known width
/// only.
public protocol VectorNarrowing {
  associatedtype Vector: SIMD & SendableMetatype where Vector.Scalar == Double

  /// Writes to any address.
  static func store(_ vector: Vector, to target: UnsafeMutablePointer<Float>)
  /// Writes past the caches, where the width has a way, to a multiple of the narrow vector's size.
  static func storePastCache(_ vector: Vector, to target: UnsafeMutablePointer<Float>)
}

/// Two lanes: half a vector in single precision, for which there is no way past the caches.
public enum Narrowing2: VectorNarrowing {
  @inlinable @inline(__always)
  public static func store(_ vector: SIMD2<Double>, to target: UnsafeMutablePointer<Float>) {
    var narrow = SIMD2<Float>()
    for lane in 0..<2 { narrow[lane] = Float(vector[lane]) }
    UnsafeMutableRawPointer(target).storeBytes(of: narrow, as: SIMD2<Float>.self)
  }

  @inlinable @inline(__always)
  public static func storePastCache(_ vector: SIMD2<Double>, to target: UnsafeMutablePointer<Float>) {
    store(vector, to: target)
  }
}

/// Four lanes.
public enum Narrowing4: VectorNarrowing {
  @inlinable @inline(__always)
  static func narrow(_ vector: SIMD4<Double>) -> SIMD4<Float> {
    var narrow = SIMD4<Float>()
    for lane in 0..<4 { narrow[lane] = Float(vector[lane]) }
    return narrow
  }

  @inlinable @inline(__always)
  public static func store(_ vector: SIMD4<Double>, to target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: narrow(vector), as: SIMD4<Float>.self)
  }

  @inlinable @inline(__always)
  public static func storePastCache(_ vector: SIMD4<Double>, to target: UnsafeMutablePointer<Float>) {
    cprefetch_store4_past_cache(target, narrow(vector))
  }
}

/// Eight lanes.
public enum Narrowing8: VectorNarrowing {
  @inlinable @inline(__always)
  static func narrow(_ vector: SIMD8<Double>) -> SIMD8<Float> {
    var narrow = SIMD8<Float>()
    for lane in 0..<8 { narrow[lane] = Float(vector[lane]) }
    return narrow
  }

  @inlinable @inline(__always)
  public static func store(_ vector: SIMD8<Double>, to target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: narrow(vector), as: SIMD8<Float>.self)
  }

  @inlinable @inline(__always)
  public static func storePastCache(_ vector: SIMD8<Double>, to target: UnsafeMutablePointer<Float>) {
    cprefetch_store8_past_cache(target, narrow(vector))
  }
}
