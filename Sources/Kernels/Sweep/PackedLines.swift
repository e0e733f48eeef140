import MatrixCore

/// Where the elements of a few packed columns stand: in blocks of one vector of each column, or row after row.
///
/// Both are blocks of a power of two, so that nothing is divided. A single column is contiguous in both.
struct PackedLines: Sendable {
  let width: Int
  private let shift: Int

  /// `lanes` is that of the block; 1 for row after row.
  init(width: Int, lanes: Int) {
    self.width = width
    shift = lanes.trailingZeroBitCount
  }

  /// Element (i, 0).
  func start(_ i: Int) -> Int { ((i &>> shift) &* width) &<< shift &+ (i & (1 &<< shift &- 1)) }

  /// From one column to the next.
  var step: Int { 1 &<< shift }

  /// Copies the rows given of X, zeros to the right of them.
  func pack<Scalar>(_ x: StridedMatrix<Scalar>, _ rows: Range<Int>, into target: UnsafeMutablePointer<Scalar>) {
    for k in 0..<width {
      for i in rows { target[start(i) &+ k &* step] = k < x.columns ? x[i, k] : 0 }
    }
  }
}
