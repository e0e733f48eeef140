import Kernels
import MatrixCore

/// Measures the residual of an answer on the original coefficients.
struct ResidualCheck {
  let engine: Engine
  let orientation: Orientation

  /// R ← Y − (I − A) X (or its transpose) and the error measures of the worst column.
  ///
  /// Cost: one product with A; a second with |A| unless A and X are non-negative. `weights` is scratch of R's shape.
  func measure(
    _ coefficients: borrowing CoefficientMatrix, x: MatrixView<Double>, y: MatrixView<Double>,
    residual: inout MutableMatrixView<Double>, weights: inout MutableMatrixView<Double>
  ) -> ErrorMeasures {
    let a = orientation == .output ? coefficients.values.view : coefficients.values.view.transposed
    engine.multiply(1, a, x, into: &weights)
    subtract(x: x, y: y, ax: weights.view, into: &residual)
    if !(coefficients.isNonNegative && isNonNegative(x)) { absoluteProduct(a, x, into: &weights) }
    let norm = orientation == .output ? coefficients.rowNorm : coefficients.columnNorm
    var worst = ErrorMeasures()
    for j in 0..<x.columns {
      worst.formMaximum(
        column(j, a: a, x: x, y: y, residual: residual.view, absoluteProduct: weights.view, norm: norm))
    }
    return worst
  }

  private func subtract(
    x: MatrixView<Double>, y: MatrixView<Double>, ax: MatrixView<Double>, into residual: inout MutableMatrixView<Double>
  ) {
    // y − x first: at the answer the two are close to −A x, and their difference is rounded once.
    for j in 0..<x.columns {
      for i in 0..<x.rows { residual[i, j] = (y[i, j] - x[i, j]) + ax[i, j] }
    }
  }

  private func isNonNegative(_ x: MatrixView<Double>) -> Bool {
    for j in 0..<x.columns {
      for i in 0..<x.rows where !(x[i, j] >= 0) { return false }
    }
    return true
  }

  /// W ← |A||X|.
  private func absoluteProduct(
    _ a: MatrixView<Double>, _ x: MatrixView<Double>, into weights: inout MutableMatrixView<Double>
  ) {
    weights.fill(0)
    if a.columnStride == 1 {
      for i in 0..<a.rows {
        let row = a.row(i)
        for j in 0..<x.columns {
          var sum = 0.0
          for k in row.indices { sum += abs(row[k]) * abs(x[k, j]) }
          weights[i, j] = sum
        }
      }
    } else {
      for k in 0..<a.columns {
        let column = a.column(k)
        for j in 0..<x.columns {
          let factor = abs(x[k, j])
          for i in column.indices { weights[i, j] += abs(column[i]) * factor }
        }
      }
    }
  }

  private func column(
    _ j: Int, a: MatrixView<Double>, x: MatrixView<Double>, y: MatrixView<Double>, residual: MatrixView<Double>,
    absoluteProduct: MatrixView<Double>, norm: Double
  ) -> ErrorMeasures {
    let n = x.rows
    var (largestR, largestX, largestY, componentwise) = (0.0, 0.0, 0.0, 0.0)
    for i in 0..<n {
      let r = abs(residual[i, j])
      guard r.isFinite else {
        return ErrorMeasures(residual: .nan, scaledResidual: .nan, backwardError: .nan, componentwiseBackwardError: .nan)
      }
      largestR = max(largestR, r)
      largestX = max(largestX, abs(x[i, j]))
      largestY = max(largestY, abs(y[i, j]))
      guard r > 0 else { continue }
      // |A||x| holds |a_ii||x_i|; the matrix I − A holds |1 − a_ii||x_i|.
      let diagonal = a[i, i]
      let weight =
        absoluteProduct[i, j] + (abs(1 - diagonal) - abs(diagonal)) * abs(x[i, j]) + abs(y[i, j])
      componentwise = max(componentwise, r / weight)
    }
    let scale = norm * largestX + largestY
    let backward = largestR == 0 ? 0 : largestR / scale
    let eps = Double.ulpOfOne
    return ErrorMeasures(
      residual: largestR, scaledResidual: n == 0 ? 0 : backward / (eps * Double(n)), backwardError: backward,
      componentwiseBackwardError: componentwise)
  }
}
