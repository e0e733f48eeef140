import BenchmarkHarness
import Leontief

extension LinearSystemCheck {
  /// The errors of (I − A)ᵀ z = c, as `residuals` measures those of (I − A) x = y.
  func transposedResiduals(_ pairs: [(x: [Double], y: [Double])], backwardLimit: Double) -> [AnswerCheck] {
    var (scaled, backward) = (0.0, 0.0)
    for (z, c) in pairs {
      let (s, b) = Self.transposedErrors(economy.coefficients, z: z, c: c)
      (scaled, backward) = (Self.larger(scaled, s), Self.larger(backward, b))
    }
    return [
      AnswerCheck("scaled_residual", scaled, atMost: 16),
      AnswerCheck("componentwise_backward_error_eps", backward, atMost: backwardLimit),
    ]
  }

  /// One pass over the rows of A, which are the columns of the system.
  private static func transposedErrors(
    _ coefficients: borrowing Matrix<Double>, z: [Double], c: [Double]
  ) -> (scaled: Double, backward: Double) {
    let (a, n) = (coefficients.view, c.count)
    var (lines, norms) = (MeasuredLines(count: n), [Double](repeating: 0, count: n))
    for i in 0..<n {
      let row = a.row(i)
      for j in row.indices {
        let magnitude = abs(j == i ? 1 - row[j] : row[j])
        lines.add(-row[j], times: z[i], weight: magnitude * abs(z[i]), to: j)
        norms[j] += magnitude
      }
    }
    for j in 0..<n { lines.add(1, times: z[j], weight: 0, to: j) }
    lines.subtract(c, isData: true)
    let scale = (norms.max() ?? 0) * z.maximumNorm() + c.maximumNorm()
    return (scaled(lines.largest, scale, Double(n)), lines.worst / .ulpOfOne)
  }
}
