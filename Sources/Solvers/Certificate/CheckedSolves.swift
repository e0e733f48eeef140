import Kernels
import MatrixCore

/// Solves for vectors that will be checked: a solve that fails by its mathematics gives none, and why is kept; only stops and
/// missing memory are errors.
struct CheckedSolves {
  let system: any PreparedSystem
  private(set) var count = 0
  private(set) var failure: String?

  init(_ system: any PreparedSystem) { self.system = system }

  mutating func vector(
    _ rightHandSide: [Double], _ orientation: Orientation, _ monitor: WorkMonitor
  ) throws(SolverError) -> [Double]? {
    count += 1
    do throws(SolverError) {
      return try system.solve(MatrixView(column: rightHandSide.span), orientation: orientation, monitor: monitor).vector
    } catch {
      try note(error)
      return nil
    }
  }

  /// D ← |(I − A)⁻¹ (c E)| / c with powers of two that keep each column of E far from underflow, or nothing.
  ///
  /// The magnitudes are taken because the exact answer is not negative. False when the solve failed.
  mutating func solve(
    _ errors: borrowing Matrix<Double>, times factor: Double, into solved: inout Matrix<Double>, _ orientation: Orientation,
    _ monitor: WorkMonitor
  ) throws(SolverError) -> Bool {
    let scales = (0..<errors.columns).map { Self.scale(errors, $0) }
    for (j, scale) in scales.enumerated() {
      for i in 0..<errors.rows { solved[i, j] = factor * (errors[i, j] * scale) }
    }
    guard scales.allSatisfy({ $0 > 0 }) else { return false }
    count += errors.columns
    do throws(SolverError) {
      let solution = try system.solve(solved.view, orientation: orientation, monitor: monitor)
      for (j, scale) in scales.enumerated() {
        for i in 0..<errors.rows { solved[i, j] = abs(solution.values[i, j]) / scale }
      }
      return true
    } catch {
      try note(error)
      return false
    }
  }

  /// The power of two that brings the largest error near one; 0 when it is not finite.
  private static func scale(_ errors: borrowing Matrix<Double>, _ j: Int) -> Double {
    var largest = 0.0
    for i in 0..<errors.rows {
      guard errors[i, j].isFinite else { return 0 }
      largest = max(largest, errors[i, j])
    }
    return largest > 0 ? Double(sign: .plus, exponent: min(1000, -Int(largest.exponent)), significand: 1) : 1
  }

  private mutating func note(_ error: SolverError) throws(SolverError) {
    switch error {
    case .stopped, .memory, .allocation: throw error
    default: failure = "\(error)"
    }
  }
}
