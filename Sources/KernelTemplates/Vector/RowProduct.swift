import MatrixCore

/// Rows of A, contiguous along the sum, times a few columns: scalar products with vectors along the sum.
///
/// `rows` of A times `columns` of X are accumulated in registers; both are read once a tile. Every element of the result is
/// the same sequence of operations whatever tile it falls into.
public enum RowProduct<Load: VectorLoad, let rows: Int, let columns: Int> {
  public typealias Scalar = Load.Scalar
  public typealias Vector = Load.Vector
  public typealias Accumulators = InlineArray<columns, InlineArray<rows, Vector>>

  /// P ← A X.
  ///
  /// Shapes: A `count` rows of `depth` elements, `rowStride` apart; X in blocks of one vector of each column, the last filled
  /// up with zeros (a single column is just contiguous); P row after row, `columns` wide.
  @inlinable @inline(__always)
  public static func run(
    count: Int, depth: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var i = 0
    while i &+ rows <= count {
      tile(depth: depth, a + i &* rowStride, rowStride: rowStride, x, p + i &* columns, multiplyAdd: multiplyAdd)
      i &+= rows
    }
    while i < count {
      RowProduct<Load, 1, columns>.tile(
        depth: depth, a + i &* rowStride, rowStride: rowStride, x, p + i &* columns, multiplyAdd: multiplyAdd)
      i &+= 1
    }
  }

  @inlinable @inline(__always)
  static func tile(
    depth: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var sum = Accumulators(repeating: InlineArray<rows, Vector>(repeating: Vector(repeating: 0)))
    let lanes = Load.lanes
    var j = 0
    while j &+ lanes <= depth {
      var line = InlineArray<rows, Vector>(repeating: Vector(repeating: 0))
      for i in 0..<rows { line[unchecked: i] = Load.load(a + (i &* rowStride &+ j)) }
      let block = x + j &* columns
      for k in 0..<columns {
        let factor = PlainLoad<Vector>.load(block + k &* lanes)
        for i in 0..<rows {
          sum[unchecked: k][unchecked: i] = multiplyAdd(line[unchecked: i], factor, sum[unchecked: k][unchecked: i])
        }
      }
      j &+= lanes
    }
    if j < depth {
      let (rest, block) = (depth &- j, x + j &* columns)
      for k in 0..<columns {
        let factor = PlainLoad<Vector>.load(block + k &* lanes, count: rest)
        for i in 0..<rows {
          let line = Load.load(a + (i &* rowStride &+ j), count: rest)
          sum[unchecked: k][unchecked: i] = multiplyAdd(line, factor, sum[unchecked: k][unchecked: i])
        }
      }
    }
    for i in 0..<rows {
      for k in 0..<columns { p[i &* columns &+ k] = SumOfLanes.sum(sum[unchecked: k][unchecked: i]) }
    }
  }
}
