public import CPrefetch
import MatrixCore

/// A sum over contiguous memory: nothing but reading, as fast as one thread can.
///
/// Four streams some pages apart, as the best kernels read: the processor follows several, and a cache line ahead of each is
/// asked for besides.
public enum ReadLoop<V: SIMD> where V.Scalar: MatrixScalar {
  /// Elements from one stream to the next.
  @inlinable @inline(__always)
  static var streamLength: Int { 8192 / MemoryLayout<V.Scalar>.stride }

  /// Elements from what is read to what is prefetched.
  @inlinable @inline(__always)
  static var ahead: Int { 512 / MemoryLayout<V.Scalar>.stride }

  /// The sum of `count` elements in eight chains; those behind the last full step of eight vectors are left out.
  @inlinable @inline(__always)
  public static func run(count: Int, _ memory: UnsafePointer<V.Scalar>) -> V.Scalar {
    let lanes = V.scalarCount
    var sum = InlineArray<8, V>(repeating: V(repeating: 0))
    var i = 0
    while i &+ 4 &* streamLength <= count {
      var j = i
      while j < i &+ streamLength {
        for stream in 0..<4 {
          let source = memory + (j &+ stream &* streamLength)
          cprefetch_for_reading(source + ahead)
          cprefetch_for_reading(source + (ahead &+ lanes))
          for k in 0..<2 { sum[unchecked: 2 &* stream &+ k] += load(source + k &* lanes) }
        }
        j &+= 2 &* lanes
      }
      i &+= 4 &* streamLength
    }
    while i &+ 8 &* lanes <= count {
      for k in 0..<8 { sum[unchecked: k] += load(memory + (i &+ k &* lanes)) }
      i &+= 8 &* lanes
    }
    var total = V(repeating: 0)
    for k in 0..<8 { total += sum[unchecked: k] }
    return SumOfLanes.sum(total)
  }

  @inlinable @inline(__always)
  static func load(_ source: UnsafePointer<V.Scalar>) -> V { UnsafeRawPointer(source).loadUnaligned(as: V.self) }
}
