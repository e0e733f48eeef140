public import CPrefetch
import MatrixCore

/// Rows of A times many columns: vectors along the columns, A broadcast from where it stands, which is contiguous along the
/// sum or along the rows.
///
/// A tile of `rows` of A and `vectors` of columns stays in registers for the whole depth; what is left of the columns goes
/// in tiles of `half` as many vectors and of one. The terms of every element are added one by one in their order.
public enum PanelProduct<Load: VectorLoad, let vectors: Int, let half: Int, let rows: Int> {
  public typealias Scalar = Load.Scalar
  public typealias Vector = Load.Vector
  public typealias Accumulators = InlineArray<rows, InlineArray<vectors, Vector>>

  /// Rows between those worked on and those asked for, where A is contiguous along the rows.
  @inlinable @inline(__always)
  static var rowsAhead: Int { 48 }

  /// P ← A X.
  ///
  /// Shapes: A `count` rows of `depth` elements, `rowStride` apart, of which `stepStride` lies between; one of the two is 1,
  /// and known to the compiler. X and P row after row, `width` wide, a multiple of the lanes.
  @inlinable @inline(__always)
  public static func run(
    count: Int, depth: Int, width: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, stepStride: Int = 1,
    _ x: UnsafePointer<Scalar>, _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var i = 0
    while i &+ rows <= count {
      line(
        depth: depth, width: width, a + i &* rowStride, rowStride: rowStride, stepStride: stepStride, x, p + i &* width,
        multiplyAdd: multiplyAdd)
      i &+= rows
    }
    while i < count {
      PanelProduct<Load, vectors, half, 1>.line(
        depth: depth, width: width, a + i &* rowStride, rowStride: rowStride, stepStride: stepStride, x, p + i &* width,
        multiplyAdd: multiplyAdd)
      i &+= 1
    }
  }

  /// All columns of one tile's rows.
  @inlinable @inline(__always)
  static func line(
    depth: Int, width: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, stepStride: Int,
    _ x: UnsafePointer<Scalar>, _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let lanes = Load.lanes
    var k = 0
    while k &+ vectors &* lanes <= width {
      tile(depth: depth, width: width, a, rowStride: rowStride, stepStride: stepStride, x + k, p + k, multiplyAdd: multiplyAdd)
      k &+= vectors &* lanes
    }
    while k &+ half &* lanes <= width {
      PanelProduct<Load, half, 1, rows>.tile(
        depth: depth, width: width, a, rowStride: rowStride, stepStride: stepStride, x + k, p + k, multiplyAdd: multiplyAdd)
      k &+= half &* lanes
    }
    while k < width {
      PanelProduct<Load, 1, 1, rows>.tile(
        depth: depth, width: width, a, rowStride: rowStride, stepStride: stepStride, x + k, p + k, multiplyAdd: multiplyAdd)
      k &+= lanes
    }
  }

  @inlinable @inline(__always)
  static func tile(
    depth: Int, width: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, stepStride: Int,
    _ x: UnsafePointer<Scalar>, _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var sum = Accumulators(repeating: InlineArray<vectors, Vector>(repeating: Vector(repeating: 0)))
    let lanes = Load.lanes
    for step in 0..<depth {
      // One line a step of the rows behind these.
      let ahead: Int = stepStride == 1 ? rows &+ (step & 7) : rowsAhead
      let along: Int = stepStride == 1 ? step & ~7 : step &* stepStride
      cprefetch_for_reading_later(a + (ahead &* rowStride &+ along))
      let row = x + step &* width
      var columns = InlineArray<vectors, Vector>(repeating: Vector(repeating: 0))
      for v in 0..<vectors { columns[unchecked: v] = PlainLoad<Vector>.load(row + v &* lanes) }
      for i in 0..<rows {
        let factor = Vector(repeating: Load.widen(a[i &* rowStride &+ step &* stepStride]))
        for v in 0..<vectors {
          sum[unchecked: i][unchecked: v] = multiplyAdd(columns[unchecked: v], factor, sum[unchecked: i][unchecked: v])
        }
      }
    }
    for i in 0..<rows {
      let row = UnsafeMutableRawPointer(p + i &* width)
      for v in 0..<vectors {
        row.storeBytes(of: sum[unchecked: i][unchecked: v], toByteOffset: v &* MemoryLayout<Vector>.stride, as: Vector.self)
      }
    }
  }
}
