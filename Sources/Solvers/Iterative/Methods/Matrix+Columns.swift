import MatrixCore

// Operations on the columns of blocks of vectors, each column with a factor of its own.
extension Matrix<Double> {
  /// X ← α X + β V.
  mutating func combine(_ alpha: Double, _ beta: Double, _ v: borrowing Matrix<Double>) {
    forEachColumn(v) { _, own, other in
      for i in 0..<other.count { own[i] = alpha * own[i] + beta * other[i] }
    }
  }

  /// x_j ← x_j + f_j v_j.
  mutating func add(_ factors: [Double], _ v: borrowing Matrix<Double>) {
    forEachColumn(v) { j, own, other in
      for i in 0..<other.count { own[i] += factors[j] * other[i] }
    }
  }

  /// x_j ← f_j x_j + v_j.
  mutating func scaleAndAdd(_ factors: [Double], _ v: borrowing Matrix<Double>) {
    forEachColumn(v) { j, own, other in
      for i in 0..<other.count { own[i] = factors[j] * own[i] + other[i] }
    }
  }

  /// x_jᵀ v_j of every column.
  func products(_ v: borrowing Matrix<Double>) -> [Double] {
    (0..<columns).map { j in
      let (own, other) = (view.column(j), v.view.column(j))
      var sum = 0.0
      for i in 0..<own.count { sum += own[i] * other[i] }
      return sum
    }
  }

  /// ‖x_j‖₂ of every column.
  var norms: [Double] { products(self).map { $0.squareRoot() } }

  /// ‖x_j‖∞ of every column; NaN where there is one.
  var maxima: [Double] {
    (0..<columns).map { j in
      let column = view.column(j)
      var largest = 0.0
      for i in 0..<column.count {
        let size = abs(column[i])
        largest = largest.isNaN || size <= largest ? largest : size
      }
      return largest
    }
  }

  private mutating func forEachColumn(
    _ v: borrowing Matrix<Double>, _ body: (Int, inout MutableSpan<Double>, Span<Double>) -> Void
  ) {
    var all = mutableView
    for j in 0..<v.columns {
      var own = all.column(j)
      body(j, &own, v.view.column(j))
    }
  }
}

extension Matrix<Double> {
  /// x_j ← f_j x_j.
  mutating func scale(_ factors: [Double]) {
    var all = mutableView
    for j in 0..<all.columns {
      var own = all.column(j)
      for i in 0..<own.count { own[i] *= factors[j] }
    }
  }
}
