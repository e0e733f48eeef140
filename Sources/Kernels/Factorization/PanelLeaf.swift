import KernelTemplates
import MatrixCore

/// The narrowest panel of a factorization, eliminated column by column, left-looking: a column is written once, when all
/// columns before it are known. Its columns are contiguous, at most `mostColumns` of them.
struct PanelLeaf<Scalar: MatrixScalar> {
  static var mostColumns: Int { 16 }

  private let panel: MutableStridedMatrix<Scalar>
  private let tile: TileKernels<Scalar>
  private let pivoting: Pivoting

  init(_ panel: MutableStridedMatrix<Scalar>, _ tile: TileKernels<Scalar>, _ pivoting: Pivoting) {
    self.panel = panel
    self.tile = tile
    self.pivoting = pivoting
  }

  /// The first column without a usable pivot, or nil.
  func factorize(_ pivots: UnsafeMutablePointer<Int>) -> Int? {
    for k in 0..<panel.columns {
      let largest = eliminate(k)
      guard let pivot = choose(k, largest) else { return k }
      pivots[k] = pivot
      if pivot != k {
        for j in 0..<panel.columns { (panel[k, j], panel[pivot, j]) = (panel[pivot, j], panel[k, j]) }
      }
      tile.divideColumn(panel.rows - k - 1, column(k) + k, column(k) + (k + 1))
    }
    return nil
  }

  private func column(_ j: Int) -> UnsafeMutablePointer<Scalar> { panel.base + j * panel.columnStride }

  /// Subtracts from column k what the columns before it add up to. The largest magnitude at and below the diagonal.
  private func eliminate(_ k: Int) -> Scalar {
    let values = column(k)
    for i in 0..<k { for s in 0..<i { values[i] -= panel[i, s] * values[s] } }
    return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: Self.mostColumns + 1) { room in
      guard let factors = room.baseAddress else { return 0 }
      for s in 0..<k { factors[s] = -values[s] }
      let largest = factors + Self.mostColumns
      tile.eliminateColumn(
        panel.rows - k, k, UnsafePointer(panel.base + k), panel.columnStride, UnsafePointer(factors), values + k, largest)
      return largest.pointee
    }
  }

  /// The row of the largest magnitude; without exchanges the diagonal, when it is positive and nothing in the column is
  /// infinite. Nil when nothing but zeros and NaN is left.
  private func choose(_ k: Int, _ largest: Scalar) -> Int? {
    let values = column(k)
    guard pivoting == .partial else { return values[k] > 0 && largest.isFinite ? k : nil }
    guard largest > 0 else { return nil }
    return (k..<panel.rows).first { abs(values[$0]) == largest }
  }
}
