import MatrixCore

/// A small matrix of fixed pseudo-random numbers in −1 ..< 1 that owns its memory. With `spacing`, its lines are further
/// apart than they are long.
final class AcceptanceMatrix<Scalar: MatrixScalar> {
  let matrix: MutableStridedMatrix<Scalar>

  init(_ rows: Int, _ columns: Int, seed: UInt64, isRowMajor: Bool = false, spacing: Int = 0) {
    let leading = (isRowMajor ? columns : rows) + spacing
    let count = leading * (isRowMajor ? rows : columns)
    let base = UnsafeMutablePointer<Scalar>.allocate(capacity: count)
    var state = seed
    for i in 0..<count {
      // Knuth's MMIX generator; its upper bits are good enough for test data.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      base[i] = Scalar(Int(state >> 44)) / Scalar(1 << 19) - 1
    }
    matrix = MutableStridedMatrix(
      base: base, rows: rows, columns: columns, rowStride: isRowMajor ? leading : 1,
      columnStride: isRowMajor ? 1 : leading)
  }

  deinit { matrix.base.deallocate() }

  func fill(_ value: Scalar) {
    for i in 0..<matrix.rows { for j in 0..<matrix.columns { matrix[i, j] = value } }
  }

  /// Equal up to the rounding of `terms` products of numbers of the given size. NaN is never near.
  func isNear(_ other: AcceptanceMatrix, terms: Int, size: Scalar = 1) -> Bool {
    let tolerance = Scalar(16 * (terms + 4)) * Scalar.unitRoundoff * size
    for i in 0..<matrix.rows {
      for j in 0..<matrix.columns where !(abs(matrix[i, j] - other.matrix[i, j]) <= tolerance) { return false }
    }
    return true
  }
}

/// Pivots that own their memory.
final class AcceptancePivots: Equatable {
  let base: UnsafeMutablePointer<Int>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    base = .allocate(capacity: count)
    base.initialize(repeating: -1, count: count)
  }

  deinit { base.deallocate() }

  /// Whether every step names itself or a row below it.
  var areExchanges: Bool { (0..<count).allSatisfy { base[$0] >= $0 && base[$0] < count } }

  static func == (a: AcceptancePivots, b: AcceptancePivots) -> Bool {
    a.count == b.count && (0..<a.count).allSatisfy { a.base[$0] == b.base[$0] }
  }
}
