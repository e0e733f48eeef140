import Kernels
import MatrixCore

/// R = Y − (I − B) X for B = A or |A|, or their transposes, each element with a radius that contains all roundings.
///
/// The products are formed in parts (`SplitProduct`) and added up with compensation (Ogita, Rump and Oishi 2005, Sum2), so
/// that little more than the rounding of single products is left: with parts of b rows, (γ_b + γ_k) (|B||X|)ᵢ for elements
/// that carry k roundings themselves.
struct ResidualEnclosure: ~Copyable {
  /// R as computed, and how far the exact one may be from it: n × m. What overflows is 0 with an infinite radius.
  private(set) var values: Matrix<Double>
  private(set) var radii: Matrix<Double>

  /// Which product: the orientation, whether |A| stands for A, and into how many parts the product may be cut.
  struct Form {
    var orientation: Orientation
    var magnitudes = false
    var mostParts = SplitProduct.mostParts
  }

  /// Cost: one pass over A for every `SplitProduct.mostColumns` columns of parts; one more where A or X has negatives.
  /// Errors: memory.
  init(
    _ a: any CoefficientOperator, x: MatrixView<Double>, y: MatrixView<Double>, _ form: Form, on engine: Engine
  ) throws(AllocationError) {
    let (n, m) = (x.rows, x.columns)
    var values = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
    var radii = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
    let parts = SplitProduct.parts(rows: n, columns: m, most: form.mostParts)
    let width = SplitProduct.panelWidth(parts: parts)
    for first in stride(from: 0, to: m, by: width) {
      let columns = first..<min(first + width, m)
      let (px, py) = (x.window(rows: 0..<n, columns: columns), y.window(rows: 0..<n, columns: columns))
      let product = try SplitProduct(
        a, px, form.orientation, magnitudes: form.magnitudes && !a.facts.isNonNegative, parts: parts, on: engine)
      let weights = try Self.weights(a, px, form, product, on: engine)
      let roundings = Roundings(product, a.elementRoundings, rows: n)
      for (j, column) in columns.enumerated() {
        for i in 0..<n {
          (values[i, column], radii[i, column]) = roundings.enclose(
            product.sum(i, j, py[i, j], -px[i, j]), weights[i, j], abs(py[i, j]) + abs(px[i, j]))
        }
      }
    }
    self.values = values
    self.radii = radii
  }

  /// |B||X|, of which the roundings of B X are a small part.
  private static func weights(
    _ a: any CoefficientOperator, _ x: MatrixView<Double>, _ form: Form, _ product: borrowing SplitProduct, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    var weights = try Matrix<Double>(rows: x.rows, columns: x.columns, layout: .columnMajor)
    var isNonNegative = a.facts.isNonNegative || form.magnitudes
    for j in 0..<x.columns {
      for i in 0..<x.rows { isNonNegative = isNonNegative && x[i, j] >= 0 }
    }
    if isNonNegative {
      for j in 0..<x.columns {
        for i in 0..<x.rows { weights[i, j] = (0..<product.parts).reduce(0) { $0 + product.part($1, i, j) } }
      }
    } else {
      var sizes = try Matrix<Double>(rows: x.rows, columns: x.columns, layout: .columnMajor)
      for j in 0..<x.columns {
        for i in 0..<x.rows { sizes[i, j] = abs(x[i, j]) }
      }
      try a.form(&weights, form.orientation, magnitudes: !a.facts.isNonNegative, sizes.view, on: engine)
    }
    return weights
  }

  /// What products that leave the range of normal numbers may lose in a sum of n, also where the processor takes subnormal
  /// numbers for zero, for flows up to 2⁵² in their unit.
  static func underflow(_ n: Int) -> Double { 4 * Double(n + 4) * Double.leastNormalMagnitude }

  /// |R| at most.
  func magnitude(_ i: Int, _ j: Int) -> Double { (abs(values[i, j]) + radii[i, j]).nextUp }

  /// R at most.
  func upper(_ i: Int, _ j: Int) -> Double { (values[i, j] + radii[i, j]).nextUp }
}

/// The factors of the roundings in one product.
private struct Roundings {
  private let products: Double
  private let sums: Double
  private let least: Double

  init(_ product: borrowing SplitProduct, _ elementRoundings: Int, rows n: Int) {
    // The weights are themselves sums of n rounded products.
    let excess = 1 + 2 * RoundingBound.gamma(n + product.parts + elementRoundings + 8)
    let terms = RoundingBound.gamma(product.parts + 1)
    products = RoundingBound.gamma(product.largestPart + elementRoundings) * excess
    sums = 2 * terms * terms * excess
    least = ResidualEnclosure.underflow(n)
  }

  /// A compensated sum and how far the exact one may be from it.
  func enclose(_ value: Double, _ weight: Double, _ others: Double) -> (value: Double, radius: Double) {
    let rounding = products * weight + sums * (others + weight) + 2 * Double.unitRoundoff * abs(value)
    // Seven more roundings are in the radius itself; 16 u covers them.
    let radius = rounding * (1 + 16 * Double.unitRoundoff) + least
    return value.isFinite && radius.isFinite ? (value, radius) : (0, .infinity)
  }
}
