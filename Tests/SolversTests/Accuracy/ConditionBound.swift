import Solvers
import TestSupport

/// |x − x̂| ≤ |M⁻¹| (ω (|M||x̂| + |y|) + γ (|y| + |x̂| + |A||x̂|)): the measured componentwise backward error ω, and the rounding
/// of the residual it was measured by, times what the exact inverse makes of them.
struct ConditionBound {
  /// The inverse of larger tables is not made.
  static let mostSectors = 24

  private let table: AccuracyCase
  private let inverse: [[Double]]
  private let orientation: Orientation

  init?(_ table: AccuracyCase, _ oracle: LeontiefOracle, _ orientation: Orientation) {
    guard let inverse = oracle.inverseMagnitudes(isTransposed: orientation == .transposed) else { return nil }
    (self.table, self.inverse, self.orientation) = (table, inverse, orientation)
  }

  func bounds(_ x: [Double], _ y: [Double], backwardError omega: Double) -> [Double] {
    // γ of n + 4 roundings, and three more where A is made from flows.
    let gamma = Double(table.count + 8) * .ulpOfOne / 2
    let errors = x.indices.map { i in
      var (weight, used) = (abs(y[i]), abs(y[i]) + abs(x[i]))
      for k in x.indices {
        let a = orientation == .output ? table.coefficient(i, k) : table.coefficient(k, i)
        weight += abs((i == k ? 1 : 0) - a) * abs(x[k])
        used += abs(a) * abs(x[k])
      }
      return omega * weight + gamma * used
    }
    // The bound's own roundings.
    return inverse.map { row in zip(row, errors).reduce(0) { $0 + $1.0 * $1.1 } * (1 + 1e-12) }
  }
}
