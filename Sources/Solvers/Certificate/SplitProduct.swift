import Kernels
import MatrixCore

/// B X as several products whose sum it is, so that the sum can be formed with less rounding than a product has.
///
/// Each part holds X in a share of its rows and zeros elsewhere. Products with zero and sums with it are exact, so a part of
/// b rows is off by γ_b of its magnitude in any order of summation, where the product itself is off by γ_n. One pass over B
/// makes all parts.
struct SplitProduct: ~Copyable {
  /// Columns that one product may have: more of them cost more than reading B.
  static let mostColumns = 256
  /// Parts of a single right-hand side, and the least of each of many.
  static let mostParts = 64
  static let leastParts = 4

  /// Part q of column j is column j · parts + q.
  private let products: Matrix<Double>
  let parts: Int
  /// Rows of X in the largest part.
  let largestPart: Int

  /// Parts that cost little beside the pass.
  static func parts(rows n: Int, columns m: Int, most: Int = mostParts) -> Int {
    max(1, min(n, max(min(leastParts, most), most / max(1, m))))
  }

  /// Right-hand sides whose parts are one product.
  static func panelWidth(parts: Int) -> Int { max(1, mostColumns / parts) }

  /// Bytes of the products and of X in parts.
  static func bytes(rows n: Int, columns m: Int) -> Int {
    let product = MemoryBudget.bytes(rows: n, columns: min(mostColumns, max(mostParts, MemoryBudget.sum(m, m, m, m))))
    return MemoryBudget.sum(product, product)
  }

  init(
    _ a: any CoefficientOperator, _ x: MatrixView<Double>, _ orientation: Orientation, magnitudes: Bool, parts: Int,
    on engine: Engine
  ) throws(AllocationError) {
    let n = x.rows
    var split = try Matrix<Double>(rows: n, columns: x.columns * parts, layout: .columnMajor)
    for q in 0..<parts {
      for j in 0..<x.columns {
        for i in Self.rows(of: q, parts, n) { split[i, j * parts + q] = x[i, j] }
      }
    }
    var products = try Matrix<Double>(rows: n, columns: x.columns * parts, layout: .columnMajor)
    try a.form(&products, orientation, magnitudes: magnitudes, split.view, on: engine)
    self.products = products
    self.parts = parts
    largestPart = (0..<parts).map { Self.rows(of: $0, parts, n).count }.max() ?? 0
  }

  /// Part q of element (i, j).
  func part(_ q: Int, _ i: Int, _ j: Int) -> Double { products[i, j * parts + q] }

  /// Element (i, j) plus two more terms, added up with compensation.
  func sum(_ i: Int, _ j: Int, _ first: Double, _ second: Double) -> Double {
    var sum = CompensatedSum<Double>()
    sum.add(first)
    sum.add(second)
    for q in 0..<parts { sum.add(part(q, i, j)) }
    return sum.value
  }

  private static func rows(of q: Int, _ parts: Int, _ n: Int) -> Range<Int> { n * q / parts..<n * (q + 1) / parts }
}
