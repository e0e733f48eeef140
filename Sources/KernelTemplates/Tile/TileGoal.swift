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

  /// `columns` columns of `bytes` each, `columnStride` elements apart.
  @inlinable @inline(__always)
  public init<Scalar>(_ c: UnsafeMutablePointer<Scalar>, columnStride: Int, columns: Int, bytes: Int) {
    base = UnsafeRawPointer(c)
    stride = columnStride &* MemoryLayout<Scalar>.stride
    (self.columns, self.bytes) = (columns, bytes)
  }

  /// Steps until every line was asked for: a column's lines, with one more where columns begin inside a line.
  @inlinable @inline(__always)
  public var lines: Int { columns &* ((bytes &+ 63) / 64 &+ 1) }

  /// The next line of a column, by bytes from its top: the last is that of the last byte, and the first, at 0, follows.
  @inlinable @inline(__always)
  public func line(after line: Int) -> Int { line == bytes &- 1 ? 0 : min(line &+ 64, bytes &- 1) }

  @inlinable @inline(__always)
  func askForAll() {
    var line = 0
    repeat {
      for j in 0..<columns { cprefetch_for_writing(base + (line &+ j &* stride)) }
      line = self.line(after: line)
    } while line != 0
  }
}
