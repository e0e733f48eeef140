import Kernels
import MatrixCore

/// Looks for weights w > 0 with wᵀ(I − A) > 0 where A ≥ 0: they prove that I − A is an M-matrix.
///
/// w = 1 + Aᵀ1 + … + (Aᵀ)ᵏ⁻¹1 gives wᵀ(I − A) = 1ᵀ − 1ᵀAᵏ, which is positive as soon as what k rounds of production use up
/// is below one everywhere. A few columns of A that sum to more than one do not prevent that.
enum WeightSearch {
  /// A product is one pass over A; an elimination costs as much as thousands. More would be spent on tables that have no
  /// weights than the certificate is worth.
  static let mostProducts = 4

  /// False also when memory for a product is refused.
  static func succeeds(for a: any CoefficientOperator, on engine: Engine) -> Bool {
    do {
      var power = [Double](repeating: 1, count: a.count)
      var weights = [Double](repeating: 0, count: a.count)
      for _ in 1..<mostProducts {
        for j in weights.indices { weights[j] += power[j] }
        power = try a.product(.transposed, power, on: engine)
        if power.allSatisfy({ $0 < 1 }) { return try isProof(weights, a, engine) }
      }
      return false
    } catch { return false }
  }

  /// wᵀ(I − A) > 0 for the elements as they are, not only as they are summed up.
  ///
  /// |computed − exact Aᵀw| ≤ γ_n Aᵀw in any order of summation; the diagonal of I − A, the difference, the bound itself and
  /// the factors of flows are six more roundings.
  private static func isProof(
    _ weights: [Double], _ a: any CoefficientOperator, _ engine: Engine
  ) throws(AllocationError) -> Bool {
    let used = try a.product(.transposed, weights, on: engine)
    let gamma = RoundingBound.gamma(a.count + 6)
    return weights.indices.allSatisfy { weights[$0] - used[$0] > gamma * (weights[$0] + used[$0]) }
  }
}
