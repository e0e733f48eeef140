import MatrixCore

/// The narrowest panel of a factorization, eliminated column by column. Its columns are contiguous.
struct PanelLeaf<Scalar: MatrixScalar> {
  private typealias Lanes = SIMD8<Scalar>
  private let panel: MutableStridedMatrix<Scalar>

  init(_ panel: MutableStridedMatrix<Scalar>) { self.panel = panel }

  func factorize(_ pivots: UnsafeMutablePointer<Int>) -> Int? {
    for k in 0..<panel.columns {
      guard let pivot = largest(k) else { return k }
      pivots[k] = pivot
      if pivot != k {
        for j in 0..<panel.columns { (panel[k, j], panel[pivot, j]) = (panel[pivot, j], panel[k, j]) }
      }
      divide(k)
      for j in k + 1..<max(panel.columns, k + 1) { eliminate(k, j) }
    }
    return nil
  }

  private func column(_ j: Int) -> UnsafeMutablePointer<Scalar> { panel.base + j * panel.columnStride }

  /// The first row at or below the diagonal with the largest magnitude. NaN loses every comparison, so that it is never
  /// chosen; nil when nothing but zeros and NaN is left.
  private func largest(_ k: Int) -> Int? {
    let values = column(k)
    var best = Lanes(repeating: 0)
    var i = k
    while i + 8 <= panel.rows {
      let lanes = UnsafeRawPointer(values + i).loadUnaligned(as: Lanes.self)
      let magnitude = lanes.replacing(with: -lanes, where: lanes .< 0)
      best.replace(with: magnitude, where: magnitude .> best)
      i += 8
    }
    var maximum = best.max()
    while i < panel.rows {
      if abs(values[i]) > maximum { maximum = abs(values[i]) }
      i += 1
    }
    guard maximum > 0 else { return nil }
    return (k..<panel.rows).first { abs(values[$0]) == maximum }
  }

  /// By division, not by the reciprocal: one rounding, and safe for subnormal pivots.
  private func divide(_ k: Int) {
    let values = column(k)
    let pivot = values[k]
    for i in k + 1..<max(panel.rows, k + 1) { values[i] /= pivot }
  }

  private func eliminate(_ k: Int, _ j: Int) {
    let (lower, values) = (column(k), column(j))
    let factor = values[k]
    let lanes = Lanes(repeating: factor)
    var i = k + 1
    while i + 8 <= panel.rows {
      let l = UnsafeRawPointer(lower + i).loadUnaligned(as: Lanes.self)
      let old = UnsafeRawPointer(values + i).loadUnaligned(as: Lanes.self)
      UnsafeMutableRawPointer(values + i).storeBytes(of: old - l * lanes, as: Lanes.self)
      i += 8
    }
    while i < panel.rows {
      values[i] -= lower[i] * factor
      i += 1
    }
  }
}
