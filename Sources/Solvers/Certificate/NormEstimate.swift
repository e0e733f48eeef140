import Kernels
import MatrixCore

/// ‖L‖₁ estimated from products with L and Lᵀ, which are solves: a lower bound, rarely less than a third of it.
///
/// Reference: Hager (1984); Higham (1988), ACM Trans. Math. Softw. 14, algorithm 4.1, as in LAPACK's dlacn2.
enum NormEstimate {
  static let mostSteps = 5

  /// nil when a solve fails. Cost: at most two solves a step and two more. Errors: memory, a stop.
  static func inverseNorm(
    _ n: Int, _ solves: inout CheckedSolves, _ monitor: WorkMonitor
  ) throws(SolverError) -> Double? {
    guard n > 0 else { return 0 }
    let start = [Double](repeating: 1 / Double(n), count: n)
    guard let v = try solves.vector(start, .output, monitor) else { return nil }
    guard n > 1 else { return abs(v[0]) }
    var (norm, signs) = (v.absoluteSum(), Self.signs(v))
    var previous: Int?
    for _ in 0..<mostSteps {
      guard let gradient = try solves.vector(signs, .transposed, monitor) else { return nil }
      let j = largest(gradient)
      // The estimate is at a local maximum when the steepest column is the one it comes from.
      if let previous, abs(gradient[j]) <= abs(gradient[previous]) { break }
      previous = j
      guard let column = try solves.vector((0..<n).map { $0 == j ? 1 : 0 }, .output, monitor) else { return nil }
      let next = column.absoluteSum()
      guard next > norm else { break }
      norm = next
      let turned = Self.signs(column)
      if turned == signs { break }
      signs = turned
    }
    return max(norm, try alternating(n, &solves, monitor) ?? norm)
  }

  /// A vector of signs that take turns, which meets what the steps may miss.
  private static func alternating(
    _ n: Int, _ solves: inout CheckedSolves, _ monitor: WorkMonitor
  ) throws(SolverError) -> Double? {
    var x = [Double](repeating: 0, count: n)
    for i in 0..<n {
      let size = 1 + Double(i) / Double(n - 1)
      x[i] = i % 2 == 0 ? size : -size
    }
    return try solves.vector(x, .output, monitor).map { 2 * $0.absoluteSum() / (3 * Double(n)) }
  }

  private static func signs(_ v: [Double]) -> [Double] { v.map { $0 < 0 ? -1 : 1 } }

  private static func largest(_ v: [Double]) -> Int {
    v.indices.reduce(0) { abs(v[$1]) > abs(v[$0]) ? $1 : $0 }
  }
}
