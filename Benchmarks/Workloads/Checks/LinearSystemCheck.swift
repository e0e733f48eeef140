import BenchmarkHarness
import Leontief

/// Measures answers of (I − A) x = y on the coefficients of an economy, in arithmetic of its own.
///
/// The residual is summed in twice the precision, so that what is measured is the answer's error and not the check's.
struct LinearSystemCheck {
  let economy: SyntheticEconomy

  private var n: Double { Double(economy.count) }
  let rowNorm: Double

  init(_ economy: SyntheticEconomy) {
    self.economy = economy
    rowNorm = Self.rowNorm(economy.coefficients)
  }

  /// ‖I − A‖∞.
  private static func rowNorm(_ coefficients: borrowing Matrix<Double>) -> Double {
    let a = coefficients.view
    return zip(a.rowSums(), 0..<a.rows).map { sum, i in sum - a[i, i] + abs(1 - a[i, i]) }.max() ?? 0
  }

  /// HPL's scaled residual ‖y − M x‖∞ / (eps (‖M‖∞‖x‖∞ + ‖y‖∞) n), under 16; and the componentwise backward error in
  /// units of eps, at most `backwardLimit`. The worst of all columns given.
  func residuals(
    _ pairs: [(x: [Double], y: [Double])], backwardLimit: Double
  ) -> [AnswerCheck] {
    var (scaled, backward) = (0.0, 0.0)
    for (x, y) in pairs {
      let (s, b) = errors(economy.coefficients, x: x, y: y)
      (scaled, backward) = (Self.larger(scaled, s), Self.larger(backward, b))
    }
    return [
      AnswerCheck("scaled_residual", scaled, atMost: 16),
      AnswerCheck("componentwise_backward_error_eps", backward, atMost: backwardLimit),
    ]
  }

  private func errors(
    _ coefficients: borrowing Matrix<Double>, x: [Double], y: [Double]
  ) -> (scaled: Double, backward: Double) {
    let a = coefficients.view
    var (largest, backward) = (0.0, 0.0)
    for i in 0..<a.rows {
      let line = LineResidual(a.row(i), diagonal: i, x: x, y: y[i])
      largest = Self.larger(largest, line.residual)
      backward = Self.larger(backward, line.backwardError)
    }
    return (Self.scaled(largest, rowNorm * x.maximumNorm() + y.maximumNorm(), n), backward / .ulpOfOne)
  }

  /// 0 where nothing is left, NaN where the scale overflows.
  static func scaled(_ residual: Double, _ scale: Double, _ n: Double, eps: Double = .ulpOfOne) -> Double {
    residual == 0 ? 0 : scale.isFinite ? residual / scale / (eps * n) : .nan
  }

  /// v'x = 1'y: what is paid to primary inputs is what final demand spends. The relative gap in units of n eps, at most 4.
  func accounting(x: [Double], demand: Double) -> Double {
    var sum = CompensatedDot()
    for i in x.indices { sum.add(economy.valueAdded[i], times: x[i]) }
    sum.add(-demand)
    return abs(sum.value) / (x.absoluteSum() * n * .ulpOfOne)
  }

  static let accountingLimit = 4.0

  static func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : max(a, b) }
}
