/// Some lines read once, side by side: the vectors of the columns are loaded and stored once for all of them.
///
/// Every addition keeps its exact rounding error, as `CompensatedSum` does, here by TwoSum, which takes no branch and so runs on
/// vectors. Lines are the same in any company; their last bits may differ with the lanes, in which they are added.
public enum LineAddition<V: SIMD & SendableMetatype, let lines: Int> where V.Scalar == Double {
  /// Adds the piece to its columns, and tells what each line holds in `totals`.
  @inlinable @inline(__always)
  public static func run(_ piece: LinePiece, _ totals: UnsafeMutablePointer<LineTotals>) {
    let (source, stride, columns, errors, used) = (piece.source, piece.stride, piece.sums, piece.corrections, piece.bits)
    var sums = InlineArray<lines, V>(repeating: V(repeating: 0))
    var corrections = InlineArray<lines, V>(repeating: V(repeating: 0))
    var bits = InlineArray<lines, V.MaskStorage>(repeating: V.MaskStorage(repeating: 0))
    var zeros = InlineArray<lines, V.MaskStorage>(repeating: V.MaskStorage(repeating: 0))
    var j = 0
    while j < piece.count {
      var column = UnsafeRawPointer(columns + j).loadUnaligned(as: V.self)
      var error = UnsafeRawPointer(errors + j).loadUnaligned(as: V.self)
      var all = UnsafeRawPointer(used + j).loadUnaligned(as: V.MaskStorage.self)
      for i in 0..<lines {
        let values = UnsafeRawPointer(source + (i &* stride &+ j)).loadUnaligned(as: V.self)
        let pattern = unsafeBitCast(values, to: V.MaskStorage.self)
        all |= pattern
        bits[unchecked: i] |= pattern
        count(values, &zeros[unchecked: i])
        TwoSum.add(values, to: &sums[unchecked: i], &corrections[unchecked: i])
        TwoSum.add(values, to: &column, &error)
      }
      UnsafeMutableRawPointer(columns + j).storeBytes(of: column, as: V.self)
      UnsafeMutableRawPointer(errors + j).storeBytes(of: error, as: V.self)
      UnsafeMutableRawPointer(used + j).storeBytes(of: all, as: V.MaskStorage.self)
      j &+= V.scalarCount
    }
    for i in 0..<lines {
      join(sums[unchecked: i], corrections[unchecked: i], bits[unchecked: i], zeros[unchecked: i], totals + i)
    }
  }

  @inlinable @inline(__always)
  static func count(_ values: V, _ zeros: inout V.MaskStorage) {
    var counts = zeros
    for lane in 0..<V.scalarCount { counts[lane] &+= values[lane] == 0 ? 1 : 0 }
    zeros = counts
  }

  @inlinable @inline(__always)
  static func join(
    _ sums: V, _ corrections: V, _ bits: V.MaskStorage, _ zeros: V.MaskStorage, _ total: UnsafeMutablePointer<LineTotals>
  ) {
    var joined = LineTotals()
    for lane in 0..<V.scalarCount {
      TwoSum.add(sums[lane], to: &joined.sum, &joined.correction)
      joined.bits |= UInt64(bitPattern: Int64(truncatingIfNeeded: bits[lane]))
      joined.zeros &+= Int(truncatingIfNeeded: zeros[lane])
    }
    for lane in 0..<V.scalarCount { TwoSum.add(corrections[lane], to: &joined.sum, &joined.correction) }
    total.pointee = joined
  }
}
