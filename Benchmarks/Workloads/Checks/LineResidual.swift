import Leontief

/// What one line of (I − A) x = y leaves, summed in twice the precision, and what that is held against.
package struct LineResidual {
  /// |y − x + A x| of the line.
  package let residual: Double
  /// |I − A| |x| + |y| of the line.
  package let weight: Double

  /// Row i of A, x and y_i.
  package init(_ row: Span<Double>, diagonal i: Int, x: [Double], y: Double) {
    var (sum, weight) = (CompensatedDot(), abs(y))
    sum.add(y)
    sum.add(-x[i])
    for j in row.indices {
      sum.add(row[j], times: x[j])
      weight += abs(j == i ? 1 - row[j] : row[j]) * abs(x[j])
    }
    residual = abs(sum.value)
    self.weight = weight
  }

  /// The componentwise backward error (Oettli and Prager 1964); 0 where nothing is left, NaN where the weight overflows.
  package var backwardError: Double { residual == 0 ? 0 : weight.isFinite ? residual / weight : .nan }
}
