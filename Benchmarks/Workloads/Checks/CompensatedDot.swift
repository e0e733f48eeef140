import Leontief

/// A dot product as if in twice the precision: products and sums carry their rounding errors.
///
/// Reference: Ogita, Rump and Oishi (2005), "Accurate sum and dot product", SIAM J. Sci. Comput. 26, algorithm Dot2.
struct CompensatedDot {
  private var sum = 0.0
  private var correction = 0.0

  mutating func add(_ a: Double, times b: Double) {
    let product = a * b
    let productError = (-product).addingProduct(a, b)
    let next = sum + product
    let part = next - sum
    correction += ((sum - (next - part)) + (product - part)) + productError
    sum = next
  }

  mutating func add(_ value: Double) { add(value, times: 1) }

  var value: Double { sum + correction }
}
