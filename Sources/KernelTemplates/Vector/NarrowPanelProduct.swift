public import CPrefetch
import MatrixCore

/// Rows of A, contiguous along the sum, times as many columns as a vector has lanes: one vector along the columns, A
/// broadcast from where it stands.
///
/// Compared with scalar products (`RowProduct`) the sums of a row are one vector, not one a column: none is added up across its
/// lanes at the end of a block, and loads leave the processor room to keep the memory busy. The terms of an element
/// are added one by one in a block, then block after block. `rows` are independent sums, enough to hide the latency of a multiply-add; not more than
/// eight, so that rows a power of two apart do not displace each other from the first level of the cache, and their
/// addresses stay in registers. A row takes up four terms before the next one's turn: a line of A is used at once.
public enum NarrowPanelProduct<Load: VectorLoad, let rows: Int> {
  public typealias Scalar = Load.Scalar
  public typealias Vector = Load.Vector
  public typealias Accumulators = InlineArray<rows, Vector>

  // Found by trial in 2026-11 on two cores of Zen 5, where processes read memory at 50 or at 75 GB/s, as it was given to them:
  // `leontief-bench run --suite kernels --only ax-f64-k8` tells what others cost.

  /// Terms of a block: X, the tile in use and the two behind it take 20 KiB of the first level.
  @inlinable @inline(__always)
  static var blockDepth: Int { 80 }

  /// Rows of a block: X comes from the second level or from behind it once a block.
  @inlinable @inline(__always)
  static var blockRows: Int { 48 * rows }

  /// Tiles from the one worked on to the one whose lines are asked for, in full precision each once: one tile is too near at the
  /// higher speed, and asking again costs more than it brings at the lower.
  @inlinable @inline(__always)
  static var tilesAhead: Int { 2 }

  /// P ← A X.
  ///
  /// Shapes: A `count` rows of `depth` elements, `rowStride` apart; X and P row after row, one vector wide.
  @inlinable @inline(__always)
  public static func run(
    count: Int, depth: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let lanes = Load.lanes
    var i = 0
    while i < count {
      let height = min(blockRows, count &- i)
      var j = 0
      while j < depth {
        let length = min(blockDepth, depth &- j)
        let (source, factors) = (a + (i &* rowStride &+ j), x + j &* lanes)
        var q = 0
        while q &+ rows <= height {
          let isNear = q &+ (tilesAhead &+ 1) &* rows <= height || j &+ length >= depth
          let ahead = isNear ? tilesAhead &* rows &* rowStride : rowsOfNext(height) &* rowStride &+ length
          tile(
            depth: length, source + q &* rowStride, rowStride: rowStride, ahead: ahead, factors, p + (i &+ q) &* lanes,
            isFirst: j == 0, multiplyAdd: multiplyAdd)
          q &+= rows
        }
        while q < height {
          NarrowPanelProduct<Load, 1>.tile(
            depth: length, source + q &* rowStride, rowStride: rowStride, ahead: 0, factors, p + (i &+ q) &* lanes,
            isFirst: j == 0, multiplyAdd: multiplyAdd)
          q &+= 1
        }
        j &+= length
      }
      i &+= height
    }
  }

  /// Rows from a tile at the end of a block to the one that comes as many tiles after it, in the block behind.
  @inlinable @inline(__always)
  static func rowsOfNext(_ height: Int) -> Int { tilesAhead &* rows &- height / rows &* rows }

  @inlinable @inline(__always)
  static func tile(
    depth: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, ahead: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, isFirst: Bool, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var sum = Accumulators(repeating: Vector(repeating: 0))
    var j = 0
    while j &+ 8 <= depth {
      // The rows are asked for once in eight terms, half of them at a time.
      addFour(a + j, rowStride: rowStride, ahead: ahead, asking: 0, x + j &* Load.lanes, &sum, multiplyAdd: multiplyAdd)
      addFour(
        a + (j &+ 4), rowStride: rowStride, ahead: ahead, asking: 1, x + (j &+ 4) &* Load.lanes, &sum, multiplyAdd: multiplyAdd)
      j &+= 8
    }
    while j < depth {
      let line = PlainLoad<Vector>.load(x + j &* Load.lanes)
      for i in 0..<rows {
        sum[unchecked: i] = multiplyAdd(line, Vector(repeating: Load.widen(a[i &* rowStride &+ j])), sum[unchecked: i])
      }
      j &+= 1
    }
    for i in 0..<rows {
      let place = p + i &* Load.lanes
      let total = isFirst ? sum[unchecked: i] : PlainLoad<Vector>.load(place) + sum[unchecked: i]
      UnsafeMutableRawPointer(place).storeBytes(of: total, as: Vector.self)
    }
  }

  /// Four terms of every row; every other row is asked for where it will be read next.
  @inlinable @inline(__always)
  static func addFour(
    _ a: UnsafePointer<Load.Stored>, rowStride: Int, ahead: Int, asking parity: Int, _ x: UnsafePointer<Scalar>,
    _ sum: inout Accumulators, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var lines = InlineArray<4, Vector>(repeating: Vector(repeating: 0))
    for step in 0..<4 { lines[unchecked: step] = PlainLoad<Vector>.load(x + step &* Load.lanes) }
    // A twin: else the compiler keeps pointers for each row twice, more than there are registers.
    let next = cprefetch_twin(a + ahead)
    let rowBytes = rowStride &* MemoryLayout<Load.Stored>.stride
    for i in 0..<rows {
      let source = a + i &* rowStride
      if i & 1 == parity { cprefetch_for_reading(next + i &* rowBytes) }
      for step in 0..<4 {
        let factor = Vector(repeating: Load.widen(source[step]))
        sum[unchecked: i] = multiplyAdd(lines[unchecked: step], factor, sum[unchecked: i])
      }
    }
  }
}
