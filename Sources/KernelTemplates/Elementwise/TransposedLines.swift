import MatrixCore

/// Lines of a matrix written across: each becomes one position of the target's lines. Square tiles are transposed in
/// registers, so that both sides see whole vectors.
public enum TransposedLines<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar
  /// Up to 16 lines. (The initialiser of one longer array is not always inlined.)
  public typealias Tile = InlineArray<2, InlineArray<8, V>>

  /// y[p · targetStride + l] ← f(x[l · sourceStride + p], l, p) for `lines` lines l of `length` positions p. `vector` gets
  /// the first position of a vector along the line.
  @inlinable @inline(__always)
  public static func run(
    lines: Int, length: Int, _ x: UnsafePointer<Scalar>, sourceStride: Int, _ y: UnsafeMutablePointer<Scalar>,
    targetStride: Int, vector: (V, Int, Int) -> V, element: (Scalar, Int, Int) -> Scalar
  ) {
    let lanes = V.scalarCount
    // So many lines fill a cache line of the target: it is written whole.
    let group = max(lanes, 64 / MemoryLayout<Scalar>.stride)
    var line = 0
    while line &+ group <= lines {
      var position = 0
      while position &+ lanes <= length {
        for first in stride(from: line, to: line &+ group, by: lanes) {
          writeTile(first, position, x, sourceStride, y, targetStride, vector)
        }
        position &+= lanes
      }
      writeElements(line..<line &+ group, position..<length, x, sourceStride, y, targetStride, element)
      line &+= group
    }
    writeElements(line..<lines, 0..<length, x, sourceStride, y, targetStride, element)
  }

  /// A tile as wide as it is long. Each of log₂ n rounds interleaves lines half the tile apart; all together transpose it.
  @inlinable @inline(__always)
  static func writeTile(
    _ line: Int, _ position: Int, _ x: UnsafePointer<Scalar>, _ sourceStride: Int, _ y: UnsafeMutablePointer<Scalar>,
    _ targetStride: Int, _ vector: (V, Int, Int) -> V
  ) {
    let lanes = V.scalarCount
    var tile = Tile(repeating: InlineArray<8, V>(repeating: V(repeating: 0)))
    for k in 0..<lanes {
      let source = UnsafeRawPointer(x + ((line &+ k) &* sourceStride &+ position))
      tile[unchecked: k / 8][unchecked: k % 8] = vector(source.loadUnaligned(as: V.self), line &+ k, position)
    }
    interleave(&tile)
    if lanes > 2 { interleave(&tile) }
    if lanes > 4 { interleave(&tile) }
    if lanes > 8 { interleave(&tile) }
    for k in 0..<lanes {
      let target = UnsafeMutableRawPointer(y + ((position &+ k) &* targetStride &+ line))
      target.storeBytes(of: tile[unchecked: k / 8][unchecked: k % 8], as: V.self)
    }
  }

  @inlinable @inline(__always)
  static func interleave(_ tile: inout Tile) {
    let half = V.scalarCount / 2
    let old = tile
    for k in 0..<half {
      let x = old[unchecked: k / 8][unchecked: k % 8]
      let y = old[unchecked: (k &+ half) / 8][unchecked: (k &+ half) % 8]
      var (low, high) = (x, x)
      for lane in 0..<half {
        low[2 &* lane] = x[lane]
        low[2 &* lane &+ 1] = y[lane]
        high[2 &* lane] = x[half &+ lane]
        high[2 &* lane &+ 1] = y[half &+ lane]
      }
      tile[unchecked: k / 4][unchecked: 2 &* k % 8] = low
      tile[unchecked: k / 4][unchecked: 2 &* k % 8 &+ 1] = high
    }
  }

  @inlinable @inline(__always)
  static func writeElements(
    _ lines: Range<Int>, _ positions: Range<Int>, _ x: UnsafePointer<Scalar>, _ sourceStride: Int,
    _ y: UnsafeMutablePointer<Scalar>, _ targetStride: Int, _ element: (Scalar, Int, Int) -> Scalar
  ) {
    for position in positions {
      for line in lines {
        y[position &* targetStride &+ line] = element(x[line &* sourceStride &+ position], line, position)
      }
    }
  }
}
