import Kernels
import MatrixCore

/// The spectral radius of B ≥ 0 between two proved bounds, and the vectors that prove them.
///
/// For z > 0, minᵢ (B z)ᵢ / zᵢ ≤ ρ(B) ≤ maxᵢ (B z)ᵢ / zᵢ (Collatz 1942, Wielandt 1950); steps z ← z + B z bring the two
/// together where B is irreducible. The transposed vector does the same.
struct SpectralEnclosure {
  /// Products in each orientation.
  static let mostProducts = 200
  /// A radius known this well is enough to be told.
  static let accuracy = 1e-6

  private(set) var lower = 0.0
  private(set) var upper = Double.infinity
  /// zᵢ wᵢ, of sum one: how much of the radius hangs on each sector (its derivative by the sector's own use).
  private(set) var shares: [Double] = []

  /// Cost: up to 2 · 200 products. Errors: memory.
  init(_ b: any CoefficientOperator, on engine: Engine) throws(AllocationError) {
    let right = try iterate(b, .output, on: engine)
    // Between bounds below one there is nothing to explain.
    let left = upper < 1 ? right : try iterate(b, .transposed, on: engine)
    let products = zip(right, left).map { $0 * $1 }
    let total = products.compensatedSum()
    shares = total > 0 ? products.map { $0 / total } : products
  }

  private mutating func iterate(
    _ b: any CoefficientOperator, _ orientation: Orientation, on engine: Engine
  ) throws(AllocationError) -> [Double] {
    var z = [Double](repeating: 1, count: b.count)
    for _ in 0..<Self.mostProducts {
      let product = try b.product(orientation, z, on: engine)
      narrow(z, product, roundings: b.count + b.elementRoundings)
      if upper < 1 || upper - lower <= Self.accuracy * lower { break }
      for i in z.indices { z[i] += product[i] }
      let largest = z.max() ?? 1
      guard largest.isFinite else { break }
      for i in z.indices { z[i] /= largest }
    }
    return z
  }

  private mutating func narrow(_ z: [Double], _ product: [Double], roundings: Int) {
    var (least, most) = (Double.infinity, 0.0)
    for i in z.indices {
      // Where z has vanished by underflow, nothing is proved.
      guard z[i] > 0x1p-900, product[i].isFinite else { return }
      least = min(least, product[i] / z[i])
      most = max(most, product[i] / z[i])
    }
    let gamma = RoundingBound.gamma(roundings + 4)
    if least.isFinite { lower = max(lower, (least * (1 - gamma)).nextDown) }
    upper = min(upper, (most * (1 + gamma)).nextUp + 0x1p-100)
  }
}
