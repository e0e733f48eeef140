import Leontief

extension ChoiceTable {
  /// The worst componentwise backward error |y − x + A x| / (|I − A| |x| + |y|) of all pairs (Oettli and Prager 1964), sums in
  /// twice the precision. Cost: one pass over A, in parts of some rows. NaN where memory is short.
  func backwardError(_ pairs: [(x: [Double], y: [Double])]) -> Double {
    let n = coefficients.count
    let step = 64
    guard n > 0 else { return 0 }
    guard var part = try? Matrix<Double>(rows: min(step, n), columns: n) else { return .nan }
    var worst = 0.0
    for first in stride(from: 0, to: n, by: step) {
      let lines = first..<min(first + step, n)
      fill(&part, lines)
      for (x, y) in pairs {
        worst = LinearSystemCheck.larger(worst, Self.worst(part, lines, x, y))
      }
    }
    return worst
  }

  private func fill(_ part: inout Matrix<Double>, _ lines: Range<Int>) {
    var all = part.mutableView
    var target = all.window(rows: 0..<lines.count, columns: 0..<coefficients.count)
    coefficients.copy(rows: lines, columns: 0..<coefficients.count, into: &target, on: engine)
  }

  private static func worst(
    _ part: borrowing Matrix<Double>, _ lines: Range<Int>, _ x: [Double], _ y: [Double]
  ) -> Double {
    var worst = 0.0
    for i in lines {
      let line = LineResidual(part.view.row(i - lines.lowerBound), diagonal: i, x: x, y: y[i])
      worst = LinearSystemCheck.larger(worst, line.backwardError)
    }
    return worst
  }
}
