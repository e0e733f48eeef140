import Kernels
import MatrixCore

/// A rigorous bound of |x − x̂| for a few right-hand sides, from a proof that |A| is productive.
///
/// With e ≥ |y − (I − A) x̂|, all roundings included, |x − x̂| ≤ L e where L is (I − |A|)⁻¹ ≥ 0. A solve gives d̂ ≈ L e, which
/// is not trusted: what it misses, s = e − (I − |A|) d̂, is enclosed, and L e ≤ d̂ + μ z for μ = maxᵢ sᵢ / ((I − |A|) z)ᵢ.
/// Solved for a little more than e, d̂ leaves s ≤ 0 and μ = 0 in all but nearly critical tables.
/// References: Ogita, Oishi and Ushiro (2001) for monotone matrices; Neumaier (1999) for the use of z.
struct ComponentBound {
  /// d̂ is solved for this much of e: enough to cover the error of the solve, little enough to cost nothing.
  static let margin = 1 + 0x1p-5

  let proof: PositiveVector
  let coefficients: any CoefficientOperator
  let orientation: Orientation
  let engine: Engine

  /// e: the magnitudes of the residuals at most. Shapes: n × m. Cost: one pass, or two. Errors: memory.
  func residuals(_ x: MatrixView<Double>, _ y: MatrixView<Double>) throws(AllocationError) -> Matrix<Double> {
    let form = ResidualEnclosure.Form(orientation: orientation)
    let enclosure = try ResidualEnclosure(coefficients, x: x, y: y, form, on: engine)
    var errors = try Matrix<Double>(rows: x.rows, columns: x.columns, layout: .columnMajor)
    for j in 0..<x.columns {
      for i in 0..<x.rows { errors[i, j] = enclosure.magnitude(i, j) }
    }
    return errors
  }

  /// μ z with μ = maxᵢ eᵢ / ((I − |A|) z)ᵢ: a bound without a solve.
  func plain(_ errors: borrowing Matrix<Double>) throws(AllocationError) -> Matrix<Double> {
    var bounds = try Matrix<Double>(rows: errors.rows, columns: errors.columns, layout: .columnMajor)
    for j in 0..<errors.columns {
      let mu = proof.factor { errors[$0, j] }
      for i in 0..<errors.rows { bounds[i, j] = (mu * proof.values[i]).nextUp }
    }
    return bounds
  }

  /// The bounds lowered by what a solve with e gives. Shapes: `solved` n × m, in the scale of e. Cost: one pass.
  func sharpen(
    _ bounds: inout Matrix<Double>, errors: borrowing Matrix<Double>, solved: borrowing Matrix<Double>
  ) throws(AllocationError) {
    let form = ResidualEnclosure.Form(orientation: orientation, magnitudes: true)
    let missed = try ResidualEnclosure(coefficients, x: solved.view, y: errors.view, form, on: engine)
    for j in 0..<bounds.columns {
      let mu = proof.factor { missed.upper($0, j) }
      let nu = Self.scale(errors, missed, j)
      for i in 0..<bounds.rows {
        let (added, scaled) = ((solved[i, j] + (mu * proof.values[i]).nextUp).nextUp, (nu * solved[i, j]).nextUp)
        // Comparisons with NaN are false, so that none takes the place of a bound.
        if added < bounds[i, j] { bounds[i, j] = added }
        if scaled < bounds[i, j] { bounds[i, j] = scaled }
      }
    }
  }

  /// Components that are exactly zero: where x̂ and y vanish on sectors that buy from none of the others, x does, and only
  /// what may have vanished by underflow is left.
  func clearZeros(_ bounds: inout Matrix<Double>, errors: borrowing Matrix<Double>, x: MatrixView<Double>) {
    let least = 2 * ResidualEnclosure.underflow(x.rows)
    for j in 0..<x.columns {
      let zeros = (0..<x.rows).filter { x[$0, j] == 0 }
      guard !zeros.isEmpty, zeros.allSatisfy({ errors[$0, j] <= least }) else { continue }
      guard (0..<x.rows).allSatisfy({ x[$0, j] == 0 || bounds[$0, j] <= abs(x[$0, j]) }) else { continue }
      let mu = proof.factor { _ in 2 * least }
      for i in zeros { bounds[i, j] = min(bounds[i, j], (mu * proof.values[i]).nextUp) }
    }
  }

  /// ν with e ≤ ν (I − |A|) d̂; infinite when there is none.
  private static func scale(_ errors: borrowing Matrix<Double>, _ missed: borrowing ResidualEnclosure, _ j: Int) -> Double {
    var most = 0.0
    for i in 0..<errors.rows {
      let least = (errors[i, j] - missed.upper(i, j)).nextDown
      guard least > 0, errors[i, j].isFinite else { return .infinity }
      most = max(most, (errors[i, j] / least).nextUp)
    }
    return most
  }
}
