public import CPrefetch
import MatrixCore

/// Columns of A, contiguous along the result, times a few columns: combinations with vectors along the result.
///
/// A tile of `vectors` · lanes rows and `columns` of the result stays in registers for a sweep over several columns of A. The
/// terms of every element are added one by one in their order, whatever tile and sweep they fall into.
public enum ColumnProduct<Load: VectorLoad, let vectors: Int, let columns: Int> {
  public typealias Scalar = Load.Scalar
  public typealias Vector = Load.Vector
  public typealias Accumulators = InlineArray<columns, InlineArray<vectors, Vector>>

  /// P ← P + A X.
  ///
  /// Shapes: A `depth` columns of `count` elements, `columnStride` apart; X row after row, `columns` wide; P in blocks of one
  /// vector of each column, the last filled up. All columns are read side by side along memory: few enough that the
  /// processor follows them.
  @inlinable @inline(__always)
  public static func run(
    count: Int, depth: Int, _ a: UnsafePointer<Load.Stored>, columnStride: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let lanes = Load.lanes
    var i = 0
    while i &+ vectors &* lanes <= count {
      tile(depth: depth, x, p + i &* columns, multiplyAdd: multiplyAdd) { step, vector in
        let source = a + (step &* columnStride &+ i &+ vector &* lanes)
        cprefetch_for_reading_later(source + depth &* columnStride)
        return Load.load(source)
      }
      i &+= vectors &* lanes
    }
    while i &+ lanes <= count {
      ColumnProduct<Load, 1, columns>.tile(depth: depth, x, p + i &* columns, multiplyAdd: multiplyAdd) { step, _ in
        let source = a + (step &* columnStride &+ i)
        cprefetch_for_reading_later(source + depth &* columnStride)
        return Load.load(source)
      }
      i &+= lanes
    }
    if i < count {
      ColumnProduct<Load, 1, columns>.tile(depth: depth, x, p + i &* columns, multiplyAdd: multiplyAdd) { step, _ in
        Load.load(a + (step &* columnStride &+ i), count: count &- i)
      }
    }
  }

  /// `load(step, vector)` is a vector of column `step` of A.
  @inlinable @inline(__always)
  static func tile(
    depth: Int, _ x: UnsafePointer<Scalar>, _ p: UnsafeMutablePointer<Scalar>,
    multiplyAdd: (Vector, Vector, Vector) -> Vector, load: (Int, Int) -> Vector
  ) {
    var sum = Accumulators(repeating: InlineArray<vectors, Vector>(repeating: Vector(repeating: 0)))
    let base = UnsafeMutableRawPointer(p)
    for v in 0..<vectors {
      for k in 0..<columns {
        let offset = (v &* columns &+ k) &* MemoryLayout<Vector>.stride
        sum[unchecked: k][unchecked: v] = base.loadUnaligned(fromByteOffset: offset, as: Vector.self)
      }
    }
    for step in 0..<depth {
      var column = InlineArray<vectors, Vector>(repeating: Vector(repeating: 0))
      for v in 0..<vectors { column[unchecked: v] = load(step, v) }
      for k in 0..<columns {
        let factor = Vector(repeating: x[step &* columns &+ k])
        for v in 0..<vectors {
          sum[unchecked: k][unchecked: v] = multiplyAdd(column[unchecked: v], factor, sum[unchecked: k][unchecked: v])
        }
      }
    }
    for v in 0..<vectors {
      for k in 0..<columns {
        let offset = (v &* columns &+ k) &* MemoryLayout<Vector>.stride
        base.storeBytes(of: sum[unchecked: k][unchecked: v], toByteOffset: offset, as: Vector.self)
      }
    }
  }
}
