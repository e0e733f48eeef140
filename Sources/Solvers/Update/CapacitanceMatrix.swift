import Kernels
import MatrixCore

/// S = I − Vᵀ L U, factorized with row exchanges: the k × k system of a change of rank k.
///
/// det(I − A') = det(I − A) det S, so that the table stops being productive where S becomes singular.
struct CapacitanceMatrix: ~Copyable, Sendable {
  private let factors: Matrix<Double>
  /// Nil where a pivot is exactly zero.
  private let pivots: Pivots?
  /// The pivot of least magnitude; 1 without a change, 1 − vᵀ L u for one of rank one.
  let factor: Double
  /// Whether rounding in Vᵀ L U may have made that pivot.
  let isSingular: Bool

  /// Takes Vᵀ L U over, k × k column-major. `order`: the n whose roundings went into its elements.
  init(_ product: consuming Matrix<Double>, order n: Int, on engine: Engine) {
    let k = product.rows
    var largest = 0.0
    for j in 0..<k {
      for i in 0..<k {
        largest = max(largest, abs(product[i, j]))
        product[i, j] = (i == j ? 1 : 0) - product[i, j]
      }
    }
    let threshold = Double(n) * .ulpOfOne * (1 + largest)
    if let pivots = Self.factorize(&product, on: engine) {
      var least = 1.0
      for i in 0..<k where i == 0 || !(abs(product[i, i]) >= abs(least)) { least = product[i, i] }
      (self.pivots, factor, isSingular) = (pivots, least, !(abs(least) > threshold))
    } else {
      (pivots, factor, isSingular) = (nil, 0, true)
    }
    factors = product
  }

  /// Nil for an exactly zero pivot.
  private static func factorize(_ matrix: inout Matrix<Double>, on engine: Engine) -> Pivots? {
    var target = matrix.mutableView
    do throws(FactorizationError) { return try engine.factorize(&target) } catch { return nil }
  }

  /// T ← S⁻¹ T or S⁻ᵀ T. Nobody asks it of a singular S.
  func solve(_ t: inout Matrix<Double>, _ orientation: Orientation, on engine: Engine) {
    guard let pivots else { return }
    var target = t.mutableView
    engine.solve(factors: factors.view, pivots: pivots, transposed: orientation == .transposed, &target)
  }
}
