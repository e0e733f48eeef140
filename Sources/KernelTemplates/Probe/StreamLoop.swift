public import CPrefetch
import MatrixCore

/// Writing, copying and adding contiguous memory, as compiled loops do it: ordinary stores, for which a processor first reads the
/// line that it will write over, unless it sees that the whole line will be written.
///
/// Reference: McCalpin (1995), "Memory bandwidth and machine balance", IEEE TCCA Newsletter (STREAM).
public enum StreamLoop<V: SIMD> where V.Scalar: MatrixScalar {
  /// Elements from what is read to what is prefetched.
  @inlinable @inline(__always)
  static var ahead: Int { 512 / MemoryLayout<V.Scalar>.stride }

  /// a ← value, `count` elements.
  @inlinable @inline(__always)
  public static func write(count: Int, _ value: V.Scalar, _ a: UnsafeMutablePointer<V.Scalar>) {
    let vector = V(repeating: value)
    var i = 0
    while i &+ 4 &* V.scalarCount <= count {
      for k in 0..<4 { store(vector, a + (i &+ k &* V.scalarCount)) }
      i &+= 4 &* V.scalarCount
    }
    while i < count {
      a[i] = value
      i &+= 1
    }
  }

  /// a ← b.
  @inlinable @inline(__always)
  public static func copy(count: Int, _ b: UnsafePointer<V.Scalar>, _ a: UnsafeMutablePointer<V.Scalar>) {
    var i = 0
    while i &+ 4 &* V.scalarCount <= count {
      cprefetch_for_reading(b + (i &+ ahead))
      for k in 0..<4 { store(load(b + (i &+ k &* V.scalarCount)), a + (i &+ k &* V.scalarCount)) }
      i &+= 4 &* V.scalarCount
    }
    while i < count {
      a[i] = b[i]
      i &+= 1
    }
  }

  /// a ← b + factor · c.
  @inlinable @inline(__always)
  public static func triad(
    count: Int, _ b: UnsafePointer<V.Scalar>, _ c: UnsafePointer<V.Scalar>, factor: V.Scalar, _ a: UnsafeMutablePointer<V.Scalar>,
    multiplyAdd: (V, V, V) -> V
  ) {
    let factors = V(repeating: factor)
    var i = 0
    while i &+ 4 &* V.scalarCount <= count {
      cprefetch_for_reading(b + (i &+ ahead))
      cprefetch_for_reading(c + (i &+ ahead))
      for k in 0..<4 {
        let at = i &+ k &* V.scalarCount
        store(multiplyAdd(load(c + at), factors, load(b + at)), a + at)
      }
      i &+= 4 &* V.scalarCount
    }
    while i < count {
      a[i] = b[i] + factor * c[i]
      i &+= 1
    }
  }

  @inlinable @inline(__always)
  static func load(_ source: UnsafePointer<V.Scalar>) -> V { UnsafeRawPointer(source).loadUnaligned(as: V.self) }

  @inlinable @inline(__always)
  static func store(_ vector: V, _ target: UnsafeMutablePointer<V.Scalar>) {
    UnsafeMutableRawPointer(target).storeBytes(of: vector, as: V.self)
  }
}
