import MatrixCore

/// Right-hand sides as the difference of two that are not negative.
enum SignParts {
  /// Whether a column holds numbers of both signs.
  static func areMixed(_ y: MatrixView<Double>) -> Bool {
    for j in 0..<y.columns {
      var (hasPositive, hasNegative) = (false, false)
      for i in 0..<y.rows {
        hasPositive = hasPositive || y[i, j] > 0
        hasNegative = hasNegative || y[i, j] < 0
      }
      if hasPositive && hasNegative { return true }
    }
    return false
  }

  /// X ← X⁺; X⁻ is returned.
  @_lifetime(x: copy x)
  static func split(_ x: inout MutableMatrixView<Double>) throws(AllocationError) -> Matrix<Double> {
    var negative = try Matrix<Double>(rows: x.rows, columns: x.columns, layout: .columnMajor)
    for j in 0..<x.columns {
      for i in 0..<x.rows where x[i, j] < 0 {
        negative[i, j] = -x[i, j]
        x[i, j] = 0
      }
    }
    return negative
  }

  /// X ← X − N.
  @_lifetime(x: copy x)
  static func subtract(_ negative: MatrixView<Double>, from x: inout MutableMatrixView<Double>) {
    for j in 0..<x.columns {
      for i in 0..<x.rows { x[i, j] -= negative[i, j] }
    }
  }
}
