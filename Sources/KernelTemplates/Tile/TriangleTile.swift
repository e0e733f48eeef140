import MatrixCore

/// Forward substitution on a packed block of right-hand sides: their columns lie across the vectors.
public enum TriangleTile<V: SIMD, let vectors: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// Right-hand sides in one block.
  @inlinable @inline(__always)
  public static var columns: Int { vectors * V.scalarCount }

  /// X ← T⁻¹ X for lower triangular T.
  ///
  /// Shapes: `t` order × order, rows contiguous and `order` apart, its diagonal stored; `x` order × `columns`, rows
  /// contiguous, aligned to the vector. `subtract(x, y, z)` is z − x y.
  @inlinable @inline(__always)
  public static func solveLower(
    order: Int, _ t: UnsafePointer<Scalar>, _ x: UnsafeMutablePointer<Scalar>, subtract: (V, V, V) -> V
  ) {
    let rowBytes = vectors &* MemoryLayout<V>.stride
    let base = UnsafeMutableRawPointer(x)
    for i in 0..<order {
      let row = base + i &* rowBytes
      var sum = InlineArray<vectors, V>(repeating: V(repeating: 0))
      for v in 0..<vectors { sum[unchecked: v] = row.load(fromByteOffset: v &* MemoryLayout<V>.stride, as: V.self) }
      for j in 0..<i {
        let factor = V(repeating: t[i &* order &+ j])
        let known = base + j &* rowBytes
        for v in 0..<vectors {
          let solved = known.load(fromByteOffset: v &* MemoryLayout<V>.stride, as: V.self)
          sum[unchecked: v] = subtract(factor, solved, sum[unchecked: v])
        }
      }
      let diagonal = V(repeating: t[i &* order &+ i])
      for v in 0..<vectors {
        row.storeBytes(of: sum[unchecked: v] / diagonal, toByteOffset: v &* MemoryLayout<V>.stride, as: V.self)
      }
    }
  }
}
