/// Elements from a tile that is worked on to the three behind it, whose lines are asked for meanwhile: each line three times.
///
/// A processor whose queue of misses is full drops what it is asked for, and a line that nobody asks for again stops the
/// multiply-adds (2026-11, two cores of Zen 5: `leontief-bench run --suite kernels --only ax-f64-k8`).
public struct TileDistances {
  @usableFromInline let first: Int
  @usableFromInline let second: Int
  @usableFromInline let third: Int

  /// The distance of a number of tiles, asked three times.
  @inlinable @inline(__always)
  init(_ distance: (_ tiles: Int) -> Int) {
    first = distance(1)
    second = distance(2)
    third = distance(3)
  }
}
