import Leontief

extension Matrix {
  /// U⁻¹ L⁻¹ P y from the factors in this matrix, column by column, in double precision.
  borrowing func substituted(_ y: [Double], _ pivots: Pivots) -> [Double] {
    var x = y
    for (k, row) in pivots.rows.enumerated() where row != k { x.swapAt(k, row) }
    let n = x.count
    let view = view
    for j in 0..<n {
      let column = view.column(j)
      for i in j + 1..<max(n, j + 1) { x[i] -= Double(column[i]) * x[j] }
    }
    for j in stride(from: n - 1, through: 0, by: -1) {
      let column = view.column(j)
      x[j] /= Double(column[j])
      for i in 0..<j { x[i] -= Double(column[i]) * x[j] }
    }
    return x
  }

  /// Overwrites the matrix with its factors. Errors: `FactorizationError`.
  mutating func factorize(on engine: Engine) throws(FactorizationError) -> Pivots {
    var target = mutableView
    return try engine.factorize(&target)
  }
}
