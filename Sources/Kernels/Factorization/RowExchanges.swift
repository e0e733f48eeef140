import CPrefetch
import MatrixCore

/// Row exchanges of some steps of a factorization: row k with row `pivots[k]`.
struct RowExchanges: @unchecked Sendable {
  let pivots: UnsafePointer<Int>
  let steps: Range<Int>

  /// Whether no row moves.
  var isEmpty: Bool { steps.allSatisfy { pivots[$0] == $0 } }

  func apply<Scalar>(_ a: MutableStridedMatrix<Scalar>) {
    if a.columnStride == 1 {
      for k in steps where pivots[k] != k { exchange(a, k, 0..<a.columns) }
    } else {
      for j in 0..<a.columns {
        let column = a.base + j * a.columnStride
        // Rows far apart are a cache miss each: those of the next column are on their way meanwhile.
        let following = column + (j + 1 < a.columns ? a.columnStride : 0)
        for k in steps where pivots[k] != k {
          let (row, other) = (k &* a.rowStride, pivots[k] &* a.rowStride)
          cprefetch_for_writing(following + other)
          (column[row], column[other]) = (column[other], column[row])
        }
      }
    }
  }

  private func exchange<Scalar>(_ a: MutableStridedMatrix<Scalar>, _ k: Int, _ columns: Range<Int>) {
    for j in columns { (a[k, j], a[pivots[k], j]) = (a[pivots[k], j], a[k, j]) }
  }
}
