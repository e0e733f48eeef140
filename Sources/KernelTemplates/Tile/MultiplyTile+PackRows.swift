import CPrefetch
import MatrixCore

extension MultiplyTile {
  /// Packs rows of A into panels of the tile's height, `rows · depth` elements each, the last one filled up with zeros.
  ///
  /// Contiguous rows of several panels are read together: a column of one panel is a few cache lines far from those of the
  /// next, and waits for memory at each. Arguments are those of `PanelPacking.pack`.
  @inlinable @inline(__always)
  public static func packRows(
    lines: Int, depth: Int, _ source: UnsafePointer<Scalar>, lineStride: Int, depthStride: Int,
    _ target: UnsafeMutablePointer<Scalar>
  ) {
    let whole = lineStride == 1 ? lines / rows : 0
    var panel = 0
    while panel < whole {
      let group = min(mostTogether, whole &- panel)
      packTogether(
        panels: group, depth: depth, source + panel &* rows, depthStride: depthStride, target + panel &* rows &* depth)
      panel &+= group
    }
    var line = panel &* rows
    while line < lines {
      PanelPacking<Scalar>.pack(
        width: rows, lines: min(rows, lines &- line), depth: depth, source + line &* lineStride, lineStride: lineStride,
        depthStride: depthStride, target + line &* depth)
      line &+= rows
    }
  }

  /// Panels written side by side: more wait together for memory, but they are multiples of a page apart and share the sets of
  /// the first level of cache, of 12 ways (2026-11, Zen 5: `leontief-bench run --suite kernels --only lu`).
  @inlinable @inline(__always)
  static var mostTogether: Int { 12 }

  @inlinable @inline(__always)
  static func packTogether(
    panels: Int, depth: Int, _ source: UnsafePointer<Scalar>, depthStride: Int, _ target: UnsafeMutablePointer<Scalar>
  ) {
    let height = vectors &* MemoryLayout<V>.stride
    // Some four kilobytes ahead, as much as arrives while those before are packed: a few cache lines are too little for the
    // processor to guess the next column (2026-11, Zen 5: `leontief-bench run --suite kernels --only lu`).
    let distance = (1 &+ 4096 / (panels &* height)) &* depthStride &* MemoryLayout<Scalar>.stride
    for step in 0..<depth {
      var from = UnsafeRawPointer(source + step &* depthStride)
      var to = UnsafeMutableRawPointer(target + step &* rows)
      for _ in 0..<panels {
        for line in 0..<(height &+ 63) / 64 { cprefetch_for_reading(from + distance + line &* 64) }
        var column = InlineArray<vectors, V>(repeating: V(repeating: 0))
        for i in 0..<vectors {
          column[unchecked: i] = from.loadUnaligned(fromByteOffset: i &* MemoryLayout<V>.stride, as: V.self)
        }
        for i in 0..<vectors {
          to.storeBytes(of: column[unchecked: i], toByteOffset: i &* MemoryLayout<V>.stride, as: V.self)
        }
        from += height
        to += height &* depth
      }
    }
  }
}
