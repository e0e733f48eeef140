import MatrixCore

/// The row exchanges of a factorization, in the order they were made: row k with row `rows[k]`.
public struct Pivots: Sendable, Equatable {
  public let rows: [Int]

  /// How many exchanges moved a row.
  public var exchanges: Int { rows.enumerated().count { $0.offset != $0.element } }

  /// B ← P B.
  func apply<Scalar: MatrixScalar>(_ b: inout MutableMatrixView<Scalar>) {
    for (k, row) in rows.enumerated() where row != k { Self.exchange(k, row, &b) }
  }

  /// B ← Pᵀ B.
  func undo<Scalar: MatrixScalar>(_ b: inout MutableMatrixView<Scalar>) {
    for (k, row) in rows.enumerated().reversed() where row != k { Self.exchange(k, row, &b) }
  }

  private static func exchange<Scalar: MatrixScalar>(_ k: Int, _ row: Int, _ b: inout MutableMatrixView<Scalar>) {
    for j in 0..<b.columns { (b[k, j], b[row, j]) = (b[row, j], b[k, j]) }
  }
}
