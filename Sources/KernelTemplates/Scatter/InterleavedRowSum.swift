import MatrixCore

/// Sums of rows that lie anywhere, for four targets at once, written side by side: the elements of one column are
/// neighbours, so that all four are picked by one index later.
///
/// The loop does nothing that is not a load of a row, an addition or a permutation: while lines are on their way from
/// memory, the processor can wait for a fixed number of loads, and each other load would take the place of one.
public enum InterleavedRowSum<V: SIMD, let rows: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar
  /// One vector for each target.
  public typealias Tile = InlineArray<4, V>

  /// sums[4 j + q] ← Σ_r z_qr[j] for four targets q of `rows` rows each, one target's rows behind the other's, and `count`
  /// columns j.
  @inlinable @inline(__always)
  public static func run(count: Int, _ sources: UnsafePointer<UnsafePointer<Scalar>>, _ sums: UnsafeMutablePointer<Scalar>) {
    visit(count: count, sources, sums, first: { $1 }, next: { $2 + $1 })
  }

  /// The same with weights: Σ_r f_qr z_qr[j].
  @inlinable @inline(__always)
  public static func run(
    count: Int, _ sources: UnsafePointer<UnsafePointer<Scalar>>, factors: UnsafePointer<Scalar>,
    _ sums: UnsafeMutablePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    visit(
      count: count, sources, sums, first: { V(repeating: factors[$0]) * $1 },
      next: { multiplyAdd($1, V(repeating: factors[$0]), $2) })
  }

  /// `first(place, x)` begins a sum with the row at a place in the list, `next(place, x, sum)` adds one.
  @inlinable @inline(__always)
  static func visit(
    count: Int, _ sources: UnsafePointer<UnsafePointer<Scalar>>, _ sums: UnsafeMutablePointer<Scalar>,
    first: (Int, V) -> V, next: (Int, V, V) -> V
  ) {
    let lanes = V.scalarCount
    var streams = InlineArray<4, InlineArray<rows, UnsafePointer<Scalar>>>(repeating: .init(repeating: sources[0]))
    for q in 0..<4 { for r in 0..<rows { streams[unchecked: q][unchecked: r] = sources[q &* rows &+ r] } }
    var j = 0
    while j &+ lanes <= count {
      var tile = Tile(repeating: V(repeating: 0))
      for q in 0..<4 {
        for r in 0..<rows {
          let x = UnsafeRawPointer(streams[unchecked: q][unchecked: r] + j).loadUnaligned(as: V.self)
          tile[unchecked: q] = r == 0 ? first(q &* rows, x) : next(q &* rows &+ r, x, tile[unchecked: q])
        }
      }
      tile = interleaved(interleaved(tile))
      let target = UnsafeMutableRawPointer(sums + 4 &* j)
      for k in 0..<4 { target.storeBytes(of: tile[unchecked: k], toByteOffset: k &* MemoryLayout<V>.stride, as: V.self) }
      j &+= lanes
    }
    while j < count {
      for q in 0..<4 {
        var sum = V(repeating: 0)
        for r in 0..<rows {
          let x = V(repeating: streams[unchecked: q][unchecked: r][j])
          sum = r == 0 ? first(q &* rows, x) : next(q &* rows &+ r, x, sum)
        }
        sums[4 &* j &+ q] = sum[0]
      }
      j &+= 1
    }
  }

  /// Lines two apart merged element by element; after two rounds the four elements of each column are neighbours.
  @inlinable @inline(__always)
  static func interleaved(_ old: Tile) -> Tile {
    let half = V.scalarCount / 2
    var new = old
    for k in 0..<2 {
      let (x, y) = (old[unchecked: k], old[unchecked: k &+ 2])
      var (low, high) = (x, x)
      for lane in 0..<half {
        low[2 &* lane] = x[lane]
        low[2 &* lane &+ 1] = y[lane]
        high[2 &* lane] = x[half &+ lane]
        high[2 &* lane &+ 1] = y[half &+ lane]
      }
      new[unchecked: 2 &* k] = low
      new[unchecked: 2 &* k &+ 1] = high
    }
    return new
  }
}
