public import CPrefetch
import MatrixCore

/// Rows of A, contiguous along the sum, times as many columns as a vector has lanes: one vector along the columns, A
/// broadcast from where it stands.
///
/// Compared with scalar products (`RowProduct`) the sums of a row are one vector, not one a column: none is added up across its
/// lanes at the end of a block, and loads leave the processor room to keep the memory busy. `rows` are independent sums,
/// enough to hide the latency of a multiply-add; not more than eight, so that rows a power of two apart do not displace each
/// other from the first level of the cache, and the offsets of all stay in registers. A row takes up four terms before the next
/// one's turn: a line of A is used at once.
///
/// Rows are read in long pieces: memory gives long ones faster than short ones of many rows. A piece is as long as the part of X
/// that stays in the second level, and is taken in steps, each of which asks for the lines of a later one and again for those of
/// the next one. The terms of an element are added one by one in a step, then step after step.
public enum NarrowPanelProduct<Load: VectorLoad, let rows: Int> {
  public typealias Scalar = Load.Scalar
  public typealias Stored = Load.Stored
  public typealias Vector = Load.Vector
  public typealias Accumulators = InlineArray<rows, Vector>
  public typealias Offsets = InlineArray<rows, Int>

  // Lengths and distances were found by trial in 2026-11 on two cores of Zen 5, where some processes get faster memory than
  // others: `leontief-bench run --suite kernels --only ax-f64-k8` tells what others cost. Where memory is slow, near requests alone
  // do as well or better; where it is fast, far ones are needed.

  /// Terms of a step, a multiple of the eight of a turn. The last of a block has up to twice as many, of which the first are asked
  /// for again.
  @inlinable @inline(__always)
  static var stepDepth: Int { 40 }

  /// Terms to the step that is asked for first: the lines on their way take about a fifth of the first level, beside those in
  /// use and X. A processor whose queue of misses is full drops what it is asked for: the next step is asked for again.
  @inlinable @inline(__always)
  static func farAhead(_ caches: CoreCaches) -> Int {
    let terms = caches.first / (5 &* rows &* MemoryLayout<Stored>.stride)
    return max(1, (terms &+ stepDepth / 2) / stepDepth) &* stepDepth
  }

  /// Terms of a block: its part of X takes up to five eighths of the second level. Whole rows are best: where they lie one
  /// behind the other, eight of them are one stretch of memory.
  @inlinable @inline(__always)
  static func blockDepth(_ caches: CoreCaches) -> Int { max(stepDepth, caches.second / 8 &* 5 / MemoryLayout<Vector>.stride) }

  /// P ← A X.
  ///
  /// Shapes: A `count` rows of `depth` elements, `rowStride` apart; X and P row after row, one vector wide. Without terms P stays
  /// as it is.
  @inlinable @inline(__always)
  public static func run(
    caches: CoreCaches, count: Int, depth: Int, _ a: UnsafePointer<Stored>, rowStride: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let (blockDepth, farAhead) = (equalBlocks(of: depth, most: blockDepth(caches)), farAhead(caches))
    let offsets = rowOffsets(rowStride &* MemoryLayout<Stored>.stride)
    var j = 0
    while j < depth {
      let end = min(j &+ blockDepth, depth)
      var i = 0
      while i &+ rows <= count {
        // The last rows are followed by the first of the next block; those of the last block by what memory has behind them. A
        // rest of fewer rows is not looked at.
        let isLast = i &+ 2 &* rows > count
        let next = isLast && end < depth ? end &- j &- i &* rowStride : rows &* rowStride &- (isLast ? j : 0)
        strip(
          from: j, to: end, farAhead: farAhead, next: next, a + i &* rowStride, offsets, x, p + i &* Load.lanes,
          multiplyAdd: multiplyAdd)
        i &+= rows
      }
      while i < count {
        NarrowPanelProduct<Load, 1>.strip(
          from: j, to: end, farAhead: farAhead, next: rowStride, a + i &* rowStride, [0], x, p + i &* Load.lanes,
          multiplyAdd: multiplyAdd)
        i &+= 1
      }
      j = end
    }
  }

  /// Terms of blocks of about equal length, multiples of eight but the last.
  @inlinable @inline(__always)
  static func equalBlocks(of depth: Int, most: Int) -> Int {
    let blocks = max(1, (depth &+ most &- 1) / most)
    return ((depth &+ blocks &- 1) / blocks &+ 7) / 8 &* 8
  }

  /// Bytes from the first row to each. Kept beside one pointer: a compiler that knows how they are made makes them anew for every
  /// load, or has a pointer for each row, more than there are registers.
  @inlinable @inline(__always)
  static func rowOffsets(_ rowBytes: Int) -> Offsets {
    var offsets = Offsets(repeating: 0)
    for i in 1..<max(rows, 1) { offsets[unchecked: i] = cprefetch_kept(i &* rowBytes) }
    return offsets
  }

  /// The terms of a block for some rows, step by step. `next`: elements from the first of them to the first of those that come
  /// behind.
  @inlinable @inline(__always)
  static func strip(
    from start: Int, to end: Int, farAhead: Int, next: Int, _ a: UnsafePointer<Stored>, _ offsets: Offsets,
    _ x: UnsafePointer<Scalar>, _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let (far, behind) = (min(farAhead, end &- start), start &- end &+ next)
    var j = start
    while j < end {
      // A short end would ask again for too little of what comes behind it: it belongs to the step before.
      let left = end &- j
      let length = left < 2 &* stepDepth ? left : stepDepth
      tile(
        depth: length, a + j, offsets, near: j &+ length < end ? length : length &+ behind,
        far: j &+ far < end ? far : far &+ behind, x + j &* Load.lanes, p, isFirst: j == 0, multiplyAdd: multiplyAdd)
      j &+= length
    }
  }

  /// The terms of a step. `near` and `far`: elements to what is asked for.
  @inlinable @inline(__always)
  static func tile(
    depth: Int, _ a: UnsafePointer<Stored>, _ offsets: Offsets, near: Int, far: Int, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, isFirst: Bool, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let stride = MemoryLayout<Stored>.stride
    var sum = Accumulators(repeating: Vector(repeating: 0))
    var (x, left) = (x, depth)
    var from = UnsafeRawPointer(a)
    var (soon, later) = (from + near &* stride, from + far &* stride)
    while left >= 8 {
      // Twins: one pointer each, to which the offsets are added in the loads.
      (from, soon, later) = (cprefetch_twin(from), cprefetch_twin(soon), cprefetch_twin(later))
      addFour(from, offsets, x, &sum, soon, later, asking: 0, multiplyAdd: multiplyAdd)
      addFour(from + 4 &* stride, offsets, x + 4 &* Load.lanes, &sum, soon, later, asking: 1, multiplyAdd: multiplyAdd)
      (from, soon, later) = (from + 8 &* stride, soon + 8 &* stride, later + 8 &* stride)
      (x, left) = (x + 8 &* Load.lanes, left &- 8)
    }
    while left > 0 {
      let line = PlainLoad<Vector>.load(x)
      for i in 0..<rows {
        sum[unchecked: i] = multiplyAdd(line, broadcast(from + offsets[unchecked: i]), sum[unchecked: i])
      }
      (from, x, left) = (from + stride, x + Load.lanes, left &- 1)
    }
    if !isFirst {
      for i in 0..<rows { sum[unchecked: i] = PlainLoad<Vector>.load(p + i &* Load.lanes) + sum[unchecked: i] }
    }
    for i in 0..<rows {
      UnsafeMutableRawPointer(p + i &* Load.lanes).storeBytes(of: sum[unchecked: i], as: Vector.self)
    }
  }

  /// Four terms of every row; every other row is asked for where it will be read, so that each is once in eight terms.
  @inlinable @inline(__always)
  static func addFour(
    _ a: UnsafeRawPointer, _ offsets: Offsets, _ x: UnsafePointer<Scalar>, _ sum: inout Accumulators,
    _ soon: UnsafeRawPointer, _ later: UnsafeRawPointer, asking parity: Int, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var lines = InlineArray<4, Vector>(repeating: Vector(repeating: 0))
    for step in 0..<4 { lines[unchecked: step] = PlainLoad<Vector>.load(x + step &* Load.lanes) }
    for i in 0..<rows {
      if i & 1 == parity {
        cprefetch_for_reading(soon + offsets[unchecked: i])
        cprefetch_for_reading(later + offsets[unchecked: i])
      }
      for step in 0..<4 {
        let factor = broadcast(a + offsets[unchecked: i] + step &* MemoryLayout<Stored>.stride)
        sum[unchecked: i] = multiplyAdd(lines[unchecked: step], factor, sum[unchecked: i])
      }
    }
  }

  @inlinable @inline(__always)
  static func broadcast(_ element: UnsafeRawPointer) -> Vector {
    Vector(repeating: Load.widen(element.assumingMemoryBound(to: Stored.self).pointee))
  }
}
