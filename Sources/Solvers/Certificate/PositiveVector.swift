import Kernels
import MatrixCore

/// A vector z ≥ 0 and what (I − |A|) z, or its transpose, is proved to be.
///
/// When every margin is positive, |A| is productive (Hawkins and Simon 1949), and |L e| ≤ z maxᵢ |e|ᵢ / ((I − |A|) z)ᵢ for
/// every e.
struct PositiveVector: Sendable {
  let values: [Double]
  /// ((I − |A|) z)ᵢ at least.
  let margins: [Double]
  /// |1 − (I − |A|) z|ᵢ at most.
  let distances: [Double]
  let origin: ProductivityProof
  /// Parts of the first check: as many columns as a pass over A carries along.
  private static let firstParts = 16

  /// nil for a vector with negatives, NaN or infinity. Cost: one pass, a second with more parts when the first was not exact
  /// enough for a proof.
  init?(
    _ values: [Double], _ origin: ProductivityProof, of a: any CoefficientOperator, _ orientation: Orientation,
    on engine: Engine
  ) throws(AllocationError) {
    guard values.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
    let isSmall = values.count <= SplitProduct.mostParts
    var form = ResidualEnclosure.Form(orientation: orientation, magnitudes: true)
    form.mostParts = isSmall ? SplitProduct.mostParts : Self.firstParts
    var check = try Self.check(values, a, form, engine)
    if !isSmall, !check.margins.allSatisfy({ $0 > 0 }) {
      form.mostParts = SplitProduct.mostParts
      check = try Self.check(values, a, form, engine)
    }
    self.values = values
    self.origin = origin
    (margins, distances) = check
  }

  private static func check(
    _ values: [Double], _ a: any CoefficientOperator, _ form: ResidualEnclosure.Form, _ engine: Engine
  ) throws(AllocationError) -> (margins: [Double], distances: [Double]) {
    let zeros = try Matrix<Double>(rows: values.count, columns: 1, layout: .columnMajor)
    let negated = try ResidualEnclosure(a, x: MatrixView(column: values.span), y: zeros.view, form, on: engine)
    let margins = values.indices.map { -negated.upper($0, 0) }
    let distances = values.indices.map { (abs(1 + negated.values[$0, 0]).nextUp + negated.radii[$0, 0]).nextUp }
    return (margins, distances)
  }

  /// Whether the vector proves |A| productive.
  var isProof: Bool { margins.allSatisfy { $0 > 0 } }

  /// e ≤ μ (I − |A|) z for the least μ that is proved: maxᵢ eᵢ / ((I − |A|) z)ᵢ, e ≥ 0.
  func factor(_ error: (Int) -> Double) -> Double {
    margins.indices.reduce(0) { most, i in
      let e = error(i)
      return e.isNaN ? .infinity : e > 0 ? max(most, (e / margins[i]).nextUp) : most
    }
  }

  /// ‖(I − |A|)⁻¹‖∞, or the 1-norm in the transposed orientation, where z is about (I − |A|)⁻¹ 1.
  ///
  /// The inverse is not negative, so that its largest row sum is the largest element of (I − |A|)⁻¹ 1; that is within
  /// μ w of z for a proof w, μ = maxᵢ |1 − (I − |A|) z|ᵢ / ((I − |A|) w)ᵢ.
  func inverseNorm(_ proof: PositiveVector) -> NumberEnclosure {
    let mu = proof.factor { distances[$0] }
    var (lower, upper) = (0.0, 0.0)
    for (z, w) in zip(values, proof.values) {
      let radius = (mu * w).nextUp
      lower = max(lower, (z - radius).nextDown)
      upper = max(upper, (z + radius).nextUp)
    }
    return NumberEnclosure(values.max() ?? 0, lower: lower, upper: upper)
  }
}
