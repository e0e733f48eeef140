public import CPrefetch
import MatrixCore

/// A sum over contiguous memory: nothing but reading, as fast as one thread can.
///
/// One stream is left to the processor's own prefetching. Several lie some pages apart, and a cache line ahead of each is asked
/// for besides. Which of the two is faster depends on the processor (`ReadOrder`).
public enum ReadLoop<V: SIMD, let streams: Int> where V.Scalar: MatrixScalar {
  /// Vectors that are added each to a sum of its own.
  @inlinable @inline(__always)
  static var chains: Int { 8 }

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
    while streams > 1 && i &+ streams &* streamLength <= count {
      addStreams(memory + i, &sum)
      i &+= streams &* streamLength
    }
    while i &+ chains &* lanes <= count {
      for k in 0..<chains { sum[unchecked: k] += load(memory + (i &+ k &* lanes)) }
      i &+= chains &* lanes
    }
    var total = V(repeating: 0)
    for k in 0..<chains { total += sum[unchecked: k] }
    return SumOfLanes.sum(total)
  }

  /// A stretch of every stream.
  @inlinable @inline(__always)
  static func addStreams(_ memory: UnsafePointer<V.Scalar>, _ sum: inout InlineArray<8, V>) {
    let (lanes, width) = (V.scalarCount, chains / streams)
    var j = 0
    while j < streamLength {
      for stream in 0..<streams {
        let source = memory + (j &+ stream &* streamLength)
        for k in 0..<width { cprefetch_for_reading(source + (ahead &+ k &* lanes)) }
        for k in 0..<width { sum[unchecked: width &* stream &+ k] += load(source + k &* lanes) }
      }
      j &+= width &* lanes
    }
  }

  @inlinable @inline(__always)
  static func load(_ source: UnsafePointer<V.Scalar>) -> V { UnsafeRawPointer(source).loadUnaligned(as: V.self) }
}
