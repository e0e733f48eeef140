public import CPrefetch
import MatrixCore

/// Rows of A, contiguous along the sum, times a few columns: scalar products with vectors along the sum.
///
/// `rows` of A times `columns` of X are accumulated in registers. A is taken in blocks, so that the first level of the cache
/// holds the part of X in use; while one tile is worked on, the next comes into the cache. At the end of a block the lanes of
/// the accumulators are added up, so that what waits in memory is P alone. Every element of the result is the same sequence of
/// operations whatever tile it falls into.
public enum RowProduct<Load: VectorLoad, let rows: Int, let columns: Int> {
  public typealias Scalar = Load.Scalar
  public typealias Vector = Load.Vector
  public typealias Lines = InlineArray<rows, Vector>
  public typealias Accumulators = InlineArray<columns, Lines>

  // Block sizes and distances were found by trial in 2026-11 on two cores of Zen 5:
  // `leontief-bench run --suite kernels --only ax-` tells what others cost.

  /// Terms of a block. Of several columns X takes up to 16 KiB of the first level; half of it, of eight beside rows of A in half
  /// the precision, which with those prefetched take a third. With one column long rows, for the processor's own prefetching.
  @inlinable @inline(__always)
  static func blockDepth(_ caches: CoreCaches) -> Int {
    columns == 1 ? 16384 : columns == 8 && isWidened ? max(1, caches.first / 8192) &* 64 : 2048 / columns
  }

  /// Rows of a block: with one column a tile, else many, since X comes from the second level or from behind it once a block.
  @inlinable @inline(__always)
  static var blockRows: Int { max(1, (columns == 8 ? 48 : 12) * columns / rows) * rows }

  /// Rows between those worked on and those prefetched: one tile, or several small ones.
  @inlinable @inline(__always)
  static var rowsAhead: Int { rows < 3 ? 4 : rows }

  /// Rows to those that are prefetched for the first time, with eight columns: a processor whose queue of misses is full drops
  /// a prefetch, and a line that nobody asks for again stops the multiply-adds.
  @inlinable @inline(__always)
  static var rowsFarAhead: Int { 2 * rowsAhead }

  @inlinable @inline(__always)
  static var isWidened: Bool { MemoryLayout<Load.Stored>.size < MemoryLayout<Scalar>.size }

  /// P ← A X.
  ///
  /// Shapes: A `count` rows of `depth` elements, `rowStride` apart; X in blocks of one vector of each column (a single column is
  /// just contiguous); P row after row, `columns` wide. Without terms P stays as it is.
  @inlinable @inline(__always)
  public static func run(
    caches: CoreCaches, count: Int, depth: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let blockDepth = blockDepth(caches)
    var i = 0
    while i < count {
      let height = min(blockRows, count &- i)
      var j = 0
      while j < depth {
        let length = min(blockDepth, depth &- j)
        block(
          height: height, depth: length, a + (i &* rowStride &+ j), rowStride: rowStride, isLast: j &+ length >= depth,
          x + j &* columns, p + i &* columns, isFirst: j == 0, multiplyAdd: multiplyAdd)
        j &+= length
      }
      i &+= height
    }
  }

  @inlinable @inline(__always)
  static func block(
    height: Int, depth: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, isLast: Bool, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, isFirst: Bool, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var i = 0
    while i &+ rows <= height {
      let rest = isLast ? Int.max : height &- i
      let near = distance(rowsAhead, rest: rest, height: height, depth: depth, rowStride: rowStride)
      let far = distance(rowsFarAhead, rest: rest, height: height, depth: depth, rowStride: rowStride)
      tile(
        depth: depth, a + i &* rowStride, rowStride: rowStride, near: near, far: far, x, p + i &* columns,
        isFirst: isFirst, multiplyAdd: multiplyAdd)
      i &+= rows
    }
    // A single row waits for its sums, which four do less.
    while rows > 4 && i &+ 4 <= height {
      RowProduct<Load, 4, columns>.tile(
        depth: depth, a + i &* rowStride, rowStride: rowStride, near: 0, far: 0, x, p + i &* columns,
        isFirst: isFirst, multiplyAdd: multiplyAdd)
      i &+= 4
    }
    while i < height {
      RowProduct<Load, 1, columns>.tile(
        depth: depth, a + i &* rowStride, rowStride: rowStride, near: 0, far: 0, x, p + i &* columns,
        isFirst: isFirst, multiplyAdd: multiplyAdd)
      i &+= 1
    }
  }

  /// Elements to the tile some rows behind one, or at the end of the block to the one in the block after it.
  @inlinable @inline(__always)
  static func distance(_ ahead: Int, rest: Int, height: Int, depth: Int, rowStride: Int) -> Int {
    rows &+ ahead <= rest ? ahead &* rowStride : (ahead &- height) &* rowStride &+ depth
  }

  @inlinable @inline(__always)
  static func tile(
    depth: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, near: Int, far: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, isFirst: Bool, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let lanes = Load.lanes
    let rest = depth % lanes
    let whole = depth &- rest
    if whole > 0 {
      var sum = Accumulators(repeating: Lines(repeating: Vector(repeating: 0)))
      var j = 0
      repeat {
        var line = Lines(repeating: Vector(repeating: 0))
        for i in 0..<rows {
          let source = a + (i &* rowStride &+ j)
          line[unchecked: i] = Load.load(source)
          // One or two columns are read so fast that the processor's own prefetching does better; it needs help where half of
          // the lines are enough for as many elements (four lines ahead; `leontief-bench run --suite kernels --only ax-f32-k1`).
          if columns > 2 { cprefetch_for_reading(source + near) }
          if columns == 1 && isWidened { cprefetch_for_reading(source + 64) }
          if columns == 8 { cprefetch_for_reading(source + far) }
        }
        let factors = x + j &* columns
        for k in 0..<columns {
          let factor = PlainLoad<Vector>.load(factors + k &* lanes)
          for i in 0..<rows {
            sum[unchecked: k][unchecked: i] = multiplyAdd(line[unchecked: i], factor, sum[unchecked: k][unchecked: i])
          }
        }
        j &+= lanes
      } while j < whole
      for k in 0..<columns {
        for i in 0..<rows { sum[unchecked: k][unchecked: i] = WholeVector.kept(sum[unchecked: k][unchecked: i]) }
      }
      store(sum, p, isFirst: isFirst)
    } else if isFirst {
      p.update(repeating: 0, count: rows &* columns)
    }
    if rest > 0 {
      addRest(count: rest, a + whole, rowStride: rowStride, x + whole &* columns, p, multiplyAdd: multiplyAdd)
    }
  }

  /// The last part of a vector, on stored sums: so the accumulators stay in registers.
  @inlinable @inline(__always)
  static func addRest(
    count: Int, _ a: UnsafePointer<Load.Stored>, rowStride: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var (sum, lines) = (Accumulators(repeating: Lines(repeating: Vector(repeating: 0))), Lines(repeating: Vector(repeating: 0)))
    for i in 0..<rows { lines[unchecked: i] = Load.load(a + i &* rowStride, count: count) }
    for k in 0..<columns {
      let factor = PlainLoad<Vector>.load(x + k &* Load.lanes, count: count)
      for i in 0..<rows {
        sum[unchecked: k][unchecked: i] = multiplyAdd(lines[unchecked: i], factor, sum[unchecked: k][unchecked: i])
      }
    }
    store(sum, p, isFirst: false)
  }

  /// The sums of the accumulators' elements, row after row, replace what is at `p` or are added to it.
  @inlinable @inline(__always)
  static func store(_ sum: Accumulators, _ p: UnsafeMutablePointer<Scalar>, isFirst: Bool) {
    let target = UnsafeMutableRawPointer(p)
    if rows &* columns % 4 == 0 {
      for q in 0..<rows &* columns / 4 {
        var four = InlineArray<4, Vector>(repeating: Vector(repeating: 0))
        for r in 0..<4 { four[unchecked: r] = sum[unchecked: (4 &* q &+ r) % columns][unchecked: (4 &* q &+ r) / columns] }
        let place = target + q &* MemoryLayout<SIMD4<Scalar>>.stride
        let sums = SumOfLanes.sums(four)
        place.storeBytes(of: isFirst ? sums : place.loadUnaligned(as: SIMD4<Scalar>.self) + sums, as: SIMD4<Scalar>.self)
      }
    } else {
      for k in 0..<rows &* columns {
        let total = SumOfLanes.sum(sum[unchecked: k % columns][unchecked: k / columns])
        p[k] = isFirst ? total : p[k] + total
      }
    }
  }
}
