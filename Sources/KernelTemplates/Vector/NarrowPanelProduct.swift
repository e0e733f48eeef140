public import CPrefetch
import MatrixCore

/// Rows of A, contiguous along the sum, times as many columns as a vector has lanes: one vector along the columns, A
/// broadcast from where it stands.
///
/// Compared with scalar products (`RowProduct`) the sums of a row are one vector, not one a column: none is added up across its
/// lanes at the end of a block. `rows` are worked on together: as many independent sums, for which X comes from the second level
/// once; more of them leave more of what the first level can take in to A. A row takes up four terms before the next one's turn:
/// a line of A is used at once.
///
/// Rows are read in long pieces: memory gives long ones faster than short ones of many rows. A piece is as long as the part of X
/// that stays in the second level, and is taken in steps, each of which asks for the lines of the next one; strips of up to
/// eight rows ask far ahead, too. The terms of an element are added one by one in a step, then step after step. Every element of
/// the result comes of the same sequence of operations whatever strip it falls into: blocks and steps do not depend on `rows`.
public enum NarrowPanelProduct<Load: VectorLoad, let rows: Int> {
  public typealias Scalar = Load.Scalar
  public typealias Stored = Load.Stored
  public typealias Vector = Load.Vector
  public typealias Accumulators = InlineArray<rows, Vector>
  public typealias Offsets = InlineArray<rows, Int>

  // Rows, lengths and distances were found by trial in 2026-11 on two cores of Zen 5: `leontief-bench run --suite kernels --only
  // ax-f64-k8` tells what others cost, with `--scale 1.0449` for rows a multiple of a page apart, of which eight are taken.

  /// Terms of a step, a multiple of the eight of a turn. The last of a block has up to twice as many, of which the first are
  /// asked for again.
  @inlinable @inline(__always)
  static var stepDepth: Int { 40 }

  /// Whether lines are asked for far ahead before they are asked for a step ahead: eight rows have too few on their way without.
  @inlinable @inline(__always)
  static var asksTwice: Bool { rows <= 8 }

  /// Terms to what is asked for first by those who ask twice: the lines on their way take about a fifth of the first level,
  /// beside those in use and X. A processor whose queue of misses is full drops what it is asked for: the next step is asked for
  /// again.
  @inlinable @inline(__always)
  static func farAhead(_ caches: CoreCaches) -> Int {
    let terms = caches.first / (5 &* rows &* MemoryLayout<Stored>.stride)
    return max(1, (terms &+ stepDepth / 2) / stepDepth) &* stepDepth
  }

  /// Rows of the lower half of a strip.
  @inlinable @inline(__always)
  static var half: Int { (rows &+ 1) / 2 }

  /// Terms of a block: its part of X takes up to five eighths of the second level. Whole rows are best: where they lie one
  /// behind the other, those of a strip are one stretch of memory.
  @inlinable @inline(__always)
  static func blockDepth(_ caches: CoreCaches) -> Int { max(stepDepth, caches.second / 8 &* 5 / MemoryLayout<Vector>.stride) }

  /// Whether the first level holds a line of every row beside X: those of rows a multiple of a page apart share a set, and each
  /// of its ways has a page, 64 lines of 64 bytes.
  @inlinable @inline(__always)
  public static func fits(_ caches: CoreCaches, rowStride: Int) -> Bool {
    rowStride &* MemoryLayout<Stored>.stride % 4096 != 0 || caches.first > rows &* 4096
  }

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
    let whole = count &- count % rows
    // A rest of rows is done together with the rows before it, which come out as they were: cheaper than row by row.
    var (first, end) = whole > 0 ? (0, whole) : (count, count)
    while first < count {
      var j = 0
      while j < depth {
        let blockEnd = min(j &+ blockDepth, depth)
        var i = first
        while i < end {
          // The last rows are followed by the first of the next block; those of the last block by what memory has behind them.
          let isLast = i &+ rows >= end
          let next =
            isLast && blockEnd < depth
            ? blockEnd &- j &- (i &- first) &* rowStride : rows &* rowStride &- (isLast ? j : 0)
          strip(
            from: j, to: blockEnd, farAhead: farAhead, next: next, a + i &* rowStride, offsets, x, p + i &* Load.lanes,
            multiplyAdd: multiplyAdd)
          i &+= rows
        }
        j = blockEnd
      }
      (first, end) = (end < count ? count &- rows : count, count)
    }
    if whole == 0 { fewRows(caches, count, depth, a, rowStride, x, p, multiplyAdd: multiplyAdd) }
  }

  /// Fewer rows than are taken at a time, one by one.
  @inlinable @inline(__always)
  static func fewRows(
    _ caches: CoreCaches, _ count: Int, _ depth: Int, _ a: UnsafePointer<Stored>, _ rowStride: Int,
    _ x: UnsafePointer<Scalar>, _ p: UnsafeMutablePointer<Scalar>, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    let blockDepth = equalBlocks(of: depth, most: blockDepth(caches))
    let farAhead = NarrowPanelProduct<Load, 1>.farAhead(caches)
    var j = 0
    while j < depth {
      let blockEnd = min(j &+ blockDepth, depth)
      for i in 0..<count {
        NarrowPanelProduct<Load, 1>.strip(
          from: j, to: blockEnd, farAhead: farAhead, next: i &+ 1 < count ? rowStride : blockEnd &- j &- i &* rowStride,
          a + i &* rowStride, [0], x, p + i &* Load.lanes,
          multiplyAdd: multiplyAdd)
      }
      j = blockEnd
    }
  }

  /// Terms of blocks of about equal length, multiples of eight but the last.
  @inlinable @inline(__always)
  static func equalBlocks(of depth: Int, most: Int) -> Int {
    let blocks = max(1, (depth &+ most &- 1) / most)
    return ((depth &+ blocks &- 1) / blocks &+ 7) / 8 &* 8
  }

  /// Bytes from the first row of a half to each, and behind them those to the first of the second half. Kept beside a pointer: a
  /// compiler that knows how they are made makes them anew for every load, or has a pointer for each row, more than there are
  /// registers.
  @inlinable @inline(__always)
  static func rowOffsets(_ rowBytes: Int) -> Offsets {
    var offsets = Offsets(repeating: 0)
    if rows > 1 { for i in 1...half { offsets[unchecked: i] = cprefetch_kept(i &* rowBytes) } }
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
        depth: length, a + j, offsets, near: length < left ? length : length &+ behind,
        far: far < left ? far : far &+ behind, x + j &* Load.lanes, p, isFirst: j == 0, multiplyAdd: multiplyAdd)
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
    var from = StripPlace(UnsafeRawPointer(a), UnsafeRawPointer(a) + (rows > 1 ? offsets[unchecked: half] : 0))
    var (soon, later) = (from + near &* stride, from + far &* stride)
    while left >= 8 {
      (from, soon, later) = (from.twin, soon.twin, later.twin)
      addFour(from, offsets, x, &sum, soon, later, asking: 0, multiplyAdd: multiplyAdd)
      addFour(from + 4 &* stride, offsets, x + 4 &* Load.lanes, &sum, soon, later, asking: 1, multiplyAdd: multiplyAdd)
      (from, soon, later) = (from + 8 &* stride, soon + 8 &* stride, later + 8 &* stride)
      (x, left) = (x + 8 &* Load.lanes, left &- 8)
    }
    while left > 0 {
      let line = PlainLoad<Vector>.load(x)
      for i in 0..<half {
        sum[unchecked: i] = multiplyAdd(line, broadcast(from.low + offsets[unchecked: i]), sum[unchecked: i])
      }
      for i in half..<rows {
        sum[unchecked: i] = multiplyAdd(line, broadcast(from.high + offsets[unchecked: i &- half]), sum[unchecked: i])
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
    _ from: StripPlace, _ offsets: Offsets, _ x: UnsafePointer<Scalar>, _ sum: inout Accumulators, _ soon: StripPlace,
    _ later: StripPlace, asking parity: Int, multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    var lines = InlineArray<4, Vector>(repeating: Vector(repeating: 0))
    for step in 0..<4 { lines[unchecked: step] = PlainLoad<Vector>.load(x + step &* Load.lanes) }
    for i in 0..<half {
      let offset = offsets[unchecked: i]
      if i & 1 == parity { ask(soon.low + offset, later.low + offset) }
      addFour(from.low + offset, lines, &sum[unchecked: i], multiplyAdd: multiplyAdd)
    }
    for i in half..<rows {
      let offset = offsets[unchecked: i &- half]
      if i & 1 == parity { ask(soon.high + offset, later.high + offset) }
      addFour(from.high + offset, lines, &sum[unchecked: i], multiplyAdd: multiplyAdd)
    }
  }

  @inlinable @inline(__always)
  static func ask(_ soon: UnsafeRawPointer, _ later: UnsafeRawPointer) {
    cprefetch_for_reading(soon)
    if asksTwice { cprefetch_for_reading(later) }
  }

  /// Four terms of a row.
  @inlinable @inline(__always)
  static func addFour(
    _ a: UnsafeRawPointer, _ lines: InlineArray<4, Vector>, _ sum: inout Vector,
    multiplyAdd: (Vector, Vector, Vector) -> Vector
  ) {
    for step in 0..<4 { sum = multiplyAdd(lines[unchecked: step], broadcast(a + step &* MemoryLayout<Stored>.stride), sum) }
  }

  @inlinable @inline(__always)
  static func broadcast(_ element: UnsafeRawPointer) -> Vector {
    Vector(repeating: Load.widen(element.assumingMemoryBound(to: Stored.self).pointee))
  }
}
