import MatrixCore

/// A sum over contiguous memory: nothing but reading.
public enum ReadLoop<V: SIMD> where V.Scalar: MatrixScalar {
  /// The sum of `count` elements in eight chains; those behind the last full step are left out.
  @inlinable @inline(__always)
  public static func run(count: Int, _ memory: UnsafePointer<V.Scalar>) -> V.Scalar {
    var sum = InlineArray<8, V>(repeating: V(repeating: 0))
    let step = 8 &* V.scalarCount
    var i = 0
    while i &+ step <= count {
      let line = UnsafeRawPointer(memory + i)
      for k in 0..<8 { sum[unchecked: k] += line.loadUnaligned(fromByteOffset: k &* MemoryLayout<V>.stride, as: V.self) }
      i &+= step
    }
    var total = V(repeating: 0)
    for k in 0..<8 { total += sum[unchecked: k] }
    return SumOfLanes.sum(total)
  }
}
