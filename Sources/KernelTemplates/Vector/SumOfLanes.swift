public import CPrefetch
import MatrixCore

/// Sums of the elements of vectors: neighbours are added, then sums of neighbours, until one is left.
///
/// V is as wide as a register of some instruction set: 16, 32 or 64 bytes. Written out because `SIMD.sum` is not always inlined,
/// and what a module compiled for one processor calls must be inlined.
public enum SumOfLanes<V: SIMD> where V.Scalar: MatrixScalar {
  @inlinable @inline(__always)
  public static func sum(_ vector: V) -> V.Scalar {
    var (sums, step) = (vector, 1)
    while step < V.scalarCount {
      for lane in stride(from: 0, to: V.scalarCount, by: 2 &* step) { sums[lane] += sums[lane &+ step] }
      step &*= 2
    }
    return sums[0]
  }

  /// The sum of each of four vectors: the operations on each are those of `sum`.
  @inlinable @inline(__always)
  public static func sums(_ vectors: InlineArray<4, V>) -> SIMD4<V.Scalar> {
    var sums = SIMD4<V.Scalar>()
    withUnsafePointer(to: vectors) { lines in withUnsafeMutablePointer(to: &sums) { add(lines, $0) } }
    return sums
  }

  @inlinable @inline(__always)
  static func add(_ lines: UnsafePointer<InlineArray<4, V>>, _ sums: UnsafeMutablePointer<SIMD4<V.Scalar>>) {
    let isDouble = MemoryLayout<V.Scalar>.stride == 8
    switch V.scalarCount {
    case 2: csums_f64x2(lines, sums)
    case 4: if isDouble { csums_f64x4(lines, sums) } else { csums_f32x4(lines, sums) }
    case 8: if isDouble { csums_f64x8(lines, sums) } else { csums_f32x8(lines, sums) }
    default: csums_f32x16(lines, sums)
    }
  }
}
