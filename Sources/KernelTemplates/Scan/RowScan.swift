public import CPrefetch
import MatrixCore

/// Some rows read once, side by side: the vector of column sums is loaded and stored once for all of them, and the processor
/// follows as many streams.
///
/// Four rows: with eight the compiler of 2026-11 (Swift 6.3.1) gives up vectors, and memory is not read faster.
public enum RowScan<Narrowing: VectorNarrowing, let rows: Int> {
  public typealias V = Narrowing.Vector

  /// Elements from what is read to what is prefetched.
  @inlinable @inline(__always)
  static var ahead: Int { 128 }

  /// Adds magnitudes to the sums of the piece, and takes its elements up in `figures`. The order of additions depends on the
  /// count alone.
  @inlinable @inline(__always)
  public static func run(_ piece: ScanPiece, _ figures: UnsafeMutablePointer<ScanFigures>) {
    let (source, rowStride, scale, columnSums) = (piece.source, piece.rowStride, piece.scale, piece.columnSums)
    var sums = InlineArray<rows, V>(repeating: V(repeating: 0))
    var found = LineFigures<V>()
    var j = 0
    while j < piece.count {
      for i in 0..<rows { cprefetch_for_reading(source + (i &* rowStride &+ j &+ ahead)) }
      for k in 0..<ScanKernels.step / V.scalarCount {
        let start = j &+ k &* V.scalarCount
        var column = UnsafeRawPointer(columnSums + start).loadUnaligned(as: V.self)
        for i in 0..<rows {
          var values = UnsafeRawPointer(source + (i &* rowStride &+ start)).loadUnaligned(as: V.self)
          if let scale { values *= UnsafeRawPointer(scale + start).loadUnaligned(as: V.self) }
          let magnitudes = LineNorms<V>.magnitude(values)
          sums[unchecked: i] += magnitudes
          column += magnitudes
          found.add(values, magnitudes)
          write(values, piece, i, start)
        }
        UnsafeMutableRawPointer(columnSums + start).storeBytes(of: column, as: V.self)
      }
      j &+= ScanKernels.step
    }
    for i in 0..<rows { piece.rowSums[i] += SumOfLanes.sum(sums[unchecked: i]) }
    found.join(figures)
  }

  @inlinable @inline(__always)
  static func write(_ values: V, _ piece: ScanPiece, _ i: Int, _ j: Int) {
    guard let single = piece.single else { return }
    let target = single + (i &* piece.singleStride &+ j)
    if piece.bypassesCache {
      Narrowing.storePastCache(values, to: target)
    } else {
      Narrowing.store(values, to: target)
    }
  }
}
