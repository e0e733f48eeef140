public import CPrefetch

/// The lines of the tile of C that a product goes to, which are asked for while it is computed.
///
/// One line a step, and from the first again once all were: a processor whose queue of misses is full drops what it is asked
/// for, as it does when a tile asks for all lines at once (2026-11, two cores of Zen 5, AVX-512:
/// `leontief-bench run --suite kernels --only "dgemm|lu"`).
public struct TileGoal {
  @usableFromInline let base: UnsafeRawPointer
  /// Bytes from one column to the next.
  @usableFromInline let stride: Int
  @usableFromInline let columns: Int
  /// Bytes of a column of the tile.
  @usableFromInline let bytes: Int

  @inlinable @inline(__always)
  init<Scalar>(_ c: UnsafeMutablePointer<Scalar>, columnStride: Int, columns: Int, bytes: Int) {
    base = UnsafeRawPointer(c)
    stride = columnStride &* MemoryLayout<Scalar>.stride
    (self.columns, self.bytes) = (columns, bytes)
  }

  /// Lines of a column, with one more where columns begin inside a line.
  @inlinable @inline(__always)
  var linesOfColumn: Int { (bytes &+ 63) / 64 &+ 1 }

  @inlinable @inline(__always)
  var lines: Int { columns &* linesOfColumn }

  /// Asks for the line of a step: the first lines of all columns, then the second ones.
  @inlinable @inline(__always)
  func ask(_ step: Int) {
    let (column, line) = (step % columns, step / columns % linesOfColumn)
    cprefetch_for_writing(base + (column &* stride &+ min(line &* 64, bytes &- 1)))
  }

  @inlinable @inline(__always)
  func askForAll() {
    for step in 0..<lines { ask(step) }
  }
}
