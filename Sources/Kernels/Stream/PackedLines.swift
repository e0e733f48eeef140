/// Where the elements of a few packed columns stand: in blocks of one vector of each column, or row after row.
///
/// Both are blocks of a power of two, so that nothing is divided. A single column is contiguous in both.
struct PackedLines: Sendable {
  let width: Int
  private let shift: Int

  /// Columns lie row after row.
  var isRowByRow: Bool { shift == 0 }

  /// `lanes` is that of the block; 1 for row after row.
  init(width: Int, lanes: Int) {
    self.width = width
    shift = lanes.trailingZeroBitCount
  }

  /// Element (i, 0).
  func start(_ i: Int) -> Int { ((i &>> shift) &* width) &<< shift &+ (i & (1 &<< shift &- 1)) }

  /// From one column to the next.
  var step: Int { 1 &<< shift }
}
