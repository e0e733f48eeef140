import MatrixCore

/// Forward substitution on a packed block of right-hand sides: their columns lie across the vectors, `rows` unknowns of all
/// of them are held in registers.
public enum TriangleTile<V: SIMD, let rows: Int, let vectors: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar
  public typealias Accumulators = InlineArray<rows, InlineArray<vectors, V>>

  @inlinable @inline(__always)
  public static var unknowns: Int { rows }

  /// Right-hand sides in one block.
  @inlinable @inline(__always)
  public static var columns: Int { vectors * V.scalarCount }

  /// X ← T⁻¹ X for lower triangular T.
  ///
  /// Shapes: T of order `blocks` · `rows`, packed: block after block of `rows` rows, in each block column after column up to
  /// the diagonal's last, `rows` elements each, all but the diagonal with the opposite sign, so that a multiply-add subtracts.
  /// X one row of `columns` elements after the other, aligned to the vector. With a unit diagonal the diagonal of T is not
  /// read. `multiplyAdd(x, y, z)` is x y + z.
  @inlinable @inline(__always)
  public static func solveLower(
    blocks: Int, isUnit: Bool, _ t: UnsafePointer<Scalar>, _ x: UnsafeMutablePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    var t = t
    for block in 0..<blocks {
      let target = UnsafeMutableRawPointer(x + block &* rows &* columns)
      var sum = load(target)
      var known = UnsafeRawPointer(x)
      for _ in 0..<block &* rows {
        var row = InlineArray<vectors, V>(repeating: V(repeating: 0))
        for v in 0..<vectors { row[unchecked: v] = known.load(fromByteOffset: v &* MemoryLayout<V>.stride, as: V.self) }
        for r in 0..<rows {
          let factor = V(repeating: t[r])
          for v in 0..<vectors {
            sum[unchecked: r][unchecked: v] = multiplyAdd(row[unchecked: v], factor, sum[unchecked: r][unchecked: v])
          }
        }
        known += vectors &* MemoryLayout<V>.stride
        t += rows
      }
      store(sum, target)
      solveDiagonal(target, isUnit: isUnit, t, multiplyAdd: multiplyAdd)
      t += rows &* rows
    }
  }

  @inlinable @inline(__always)
  static func load(_ x: UnsafeMutableRawPointer) -> Accumulators {
    var sum = Accumulators(repeating: InlineArray<vectors, V>(repeating: V(repeating: 0)))
    for r in 0..<rows {
      for v in 0..<vectors {
        sum[unchecked: r][unchecked: v] = x.load(fromByteOffset: (r &* vectors &+ v) &* MemoryLayout<V>.stride, as: V.self)
      }
    }
    return sum
  }

  @inlinable @inline(__always)
  static func store(_ sum: Accumulators, _ x: UnsafeMutableRawPointer) {
    for r in 0..<rows {
      for v in 0..<vectors {
        x.storeBytes(
          of: sum[unchecked: r][unchecked: v], toByteOffset: (r &* vectors &+ v) &* MemoryLayout<V>.stride, as: V.self)
      }
    }
  }

  /// In memory, not in the accumulators: rows that depend on each other would make the array of them spill.
  @inlinable @inline(__always)
  static func solveDiagonal(
    _ x: UnsafeMutableRawPointer, isUnit: Bool, _ t: UnsafePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    let stride = vectors &* MemoryLayout<V>.stride
    for r in 0..<rows {
      var sum = InlineArray<vectors, V>(repeating: V(repeating: 0))
      let row = x + r &* stride
      for v in 0..<vectors { sum[unchecked: v] = row.load(fromByteOffset: v &* MemoryLayout<V>.stride, as: V.self) }
      for s in 0..<r {
        let factor = V(repeating: t[s &* rows &+ r])
        let known = x + s &* stride
        for v in 0..<vectors {
          let value = known.load(fromByteOffset: v &* MemoryLayout<V>.stride, as: V.self)
          sum[unchecked: v] = multiplyAdd(value, factor, sum[unchecked: v])
        }
      }
      let diagonal = V(repeating: isUnit ? 1 : t[r &* rows &+ r])
      for v in 0..<vectors {
        let value = isUnit ? sum[unchecked: v] : sum[unchecked: v] / diagonal
        row.storeBytes(of: value, toByteOffset: v &* MemoryLayout<V>.stride, as: V.self)
      }
    }
  }
}
