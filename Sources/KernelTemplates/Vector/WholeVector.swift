public import CPrefetch
import MatrixCore

/// Vectors that the compiler computes whole, as wide as a register of some instruction set: 16, 32 or 64 bytes.
public enum WholeVector<V: SIMD> where V.Scalar: MatrixScalar {
  /// The vector itself. Where the compiler sees which lanes are added up after a loop it may take the multiply-adds of the loop
  /// apart; past this it does not. Takes no instruction.
  @inlinable @inline(__always)
  public static func kept(_ vector: V) -> V {
    var vector = vector
    withUnsafeMutablePointer(to: &vector) { keep($0) }
    return vector
  }

  @inlinable @inline(__always)
  static func keep(_ vector: UnsafeMutablePointer<V>) {
    let isDouble = MemoryLayout<V.Scalar>.stride == 8
    switch V.scalarCount {
    case 2: cwhole_f64x2(vector)
    case 4: if isDouble { cwhole_f64x4(vector) } else { cwhole_f32x4(vector) }
    case 8: if isDouble { cwhole_f64x8(vector) } else { cwhole_f32x8(vector) }
    default: cwhole_f32x16(vector)
    }
  }
}
