public import CPrefetch
import MatrixCore

/// The elements of four vectors brought side by side.
public enum Interleaving<V: SIMD> where V.Scalar: MatrixScalar {
  /// Four vectors at `tile`, one behind the other, become the first element of each, then the second of each, and so on. Of
  /// four lanes, that transposes them.
  @inlinable @inline(__always)
  public static func interleave(_ tile: UnsafeMutableRawPointer) {
    let isDouble = MemoryLayout<V.Scalar>.stride == 8
    switch V.scalarCount {
    case 2: cinterleave_f64x2(tile)
    case 4: if isDouble { cinterleave_f64x4(tile) } else { cinterleave_f32x4(tile) }
    case 8: if isDouble { cinterleave_f64x8(tile) } else { cinterleave_f32x8(tile) }
    default: cinterleave_f32x16(tile)
    }
  }
}
