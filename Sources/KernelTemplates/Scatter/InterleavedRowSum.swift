import MatrixCore

/// Sums of rows that lie anywhere, for four targets at once, written side by side: the elements of one column are
/// neighbours, so that all four are picked by one index later.
///
/// The loop does nothing that is not a load of a row, an addition or a permutation: while lines are on their way from
/// memory, the processor can wait for a fixed number of loads, and each other load would take the place of one.
public enum InterleavedRowSum<V: SIMD, let rows: Int> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar
  /// sums[4 j + q] ← Σ_r z_qr[j] for four targets q of `rows` rows each, one target's rows behind the other's, and `count`
  /// columns j.
  @inlinable @inline(__always)
  public static func run(count: Int, _ sources: UnsafePointer<UnsafePointer<Scalar>>, _ sums: UnsafeMutablePointer<Scalar>) {
    visit(count: count, sources, sums) { _, row in
      var sum = row(0)
      if rows > 1 { sum += row(1) }
      if rows == 3 { sum += row(2) }
      if rows > 3 { sum += row(2) + row(3) }
      return sum
    }
  }

  /// The same with weights: Σ_r f_qr z_qr[j].
  @inlinable @inline(__always)
  public static func run(
    count: Int, _ sources: UnsafePointer<UnsafePointer<Scalar>>, factors: UnsafePointer<Scalar>,
    _ sums: UnsafeMutablePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) {
    visit(count: count, sources, sums) { target, row in
      var sum = row(0) * V(repeating: factors[target &* rows])
      for r in 1..<rows { sum = multiplyAdd(row(r), V(repeating: factors[target &* rows &+ r]), sum) }
      return sum
    }
  }

  /// `total(target, row)` adds the elements `row(r)` of a target's rows, a vector of columns at once.
  @inlinable @inline(__always)
  static func visit(
    count: Int, _ sources: UnsafePointer<UnsafePointer<Scalar>>, _ sums: UnsafeMutablePointer<Scalar>,
    total: (Int, (Int) -> V) -> V
  ) {
    let lanes = V.scalarCount
    var streams = InlineArray<4, InlineArray<rows, UnsafePointer<Scalar>>>(repeating: .init(repeating: sources[0]))
    for q in 0..<4 { for r in 0..<rows { streams[unchecked: q][unchecked: r] = sources[q &* rows &+ r] } }
    var j = 0
    while j &+ lanes <= count {
      let target = UnsafeMutableRawPointer(sums + 4 &* j)
      var tile = InlineArray<4, V>(repeating: V(repeating: 0))
      for q in 0..<4 {
        tile[unchecked: q] = total(q) {
          UnsafeRawPointer(streams[unchecked: q][unchecked: $0] + j).loadUnaligned(as: V.self)
        }
      }
      // No load comes between these and those that replace them: the compiler drops them.
      for q in 0..<4 { target.storeBytes(of: tile[unchecked: q], toByteOffset: q &* MemoryLayout<V>.stride, as: V.self) }
      Interleaving<V>.interleave(target)
      j &+= lanes
    }
    while j < count {
      for q in 0..<4 { sums[4 &* j &+ q] = total(q) { V(repeating: streams[unchecked: q][unchecked: $0][j]) }[0] }
      j &+= 1
    }
  }
}
