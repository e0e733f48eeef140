import Kernels
import MatrixCore

/// The Cholesky factor of the products of some vectors: which of them are independent. In their order as long as much is left of
/// each beside those before; where one is nearly dependent, again with the longest that is left first.
///
/// Shapes: G k × k, symmetric. Cost: k³/3 flops, twice at most. Reference: Higham (2002), Accuracy and Stability of Numerical
/// Algorithms, section 10.3.
struct PivotedCholesky {
  /// The vectors taken, in the order in which they were.
  private(set) var order: [Int] = []
  /// L in that order, row by row in the places of the vectors: k elements for each.
  private var factor: [Double]
  private let size: Int

  /// Vectors of which less than the root of this share is left beside those taken are not: they may be rounding.
  static let dependent = 1e-10
  /// In their order, this share at least.
  private static let independent = 1e-4

  /// Of the columns of a matrix.
  init(columns x: MatrixView<Double>, on engine: Engine) throws(AllocationError) {
    var products = try Matrix<Double>(rows: x.columns, columns: x.columns)
    var target = products.mutableView
    engine.multiply(1, x.transposed, x, into: &target)
    self.init(products)
  }

  init(_ products: borrowing Matrix<Double>) {
    size = products.rows
    factor = [Double](repeating: 0, count: size * size)
    var left = (0..<size).map { products[$0, $0] }
    guard left.allSatisfy(\.isFinite), let largest = left.max() else { return }
    var waiting = Array(0..<size)
    while let next = waiting.first, left[next] > Self.independent * largest {
      waiting.removeFirst()
      take(next, left[next].squareRoot(), waiting, products, &left)
    }
    if !waiting.isEmpty { exchange(products) }
  }

  private mutating func exchange(_ products: borrowing Matrix<Double>) {
    order = []
    var left = (0..<size).map { products[$0, $0] }
    var waiting = Array(0..<size)
    let largest = left.max() ?? 0
    while let place = waiting.indices.max(by: { left[waiting[$0]] < left[waiting[$1]] }) {
      let next = waiting[place]
      guard left[next] > Self.dependent * largest else { return }
      waiting.remove(at: place)
      take(next, left[next].squareRoot(), waiting, products, &left)
    }
  }

  private mutating func take(
    _ next: Int, _ length: Double, _ waiting: [Int], _ products: borrowing Matrix<Double>, _ left: inout [Double]
  ) {
    let step = order.count
    for j in waiting {
      var part = products[j, next]
      for i in 0..<step { part -= factor[j * size + i] * factor[next * size + i] }
      part /= length
      factor[j * size + step] = part
      left[j] -= part * part
    }
    factor[next * size + step] = length
    order.append(next)
  }

  var rank: Int { order.count }

  /// Element (i, j) of L, j ≤ i, in the order taken.
  subscript(i: Int, j: Int) -> Double { factor[order[i] * size + j] }

  /// K with (the vectors) K orthonormal, k × rank: L⁻ᵀ in the rows of the vectors taken.
  func orthonormalizing() throws(AllocationError) -> Matrix<Double> {
    var result = try Matrix<Double>(rows: size, columns: rank)
    // Column j of L⁻ᵀ solves Lᵀ z = e_j.
    var z = [Double](repeating: 0, count: rank)
    for j in 0..<rank {
      for i in (0...j).reversed() {
        var sum = i == j ? 1.0 : 0
        for l in i + 1..<max(j + 1, i + 1) { sum -= self[l, i] * z[l] }
        z[i] = sum / self[i, i]
        result[order[i], j] = z[i]
      }
    }
    return result
  }
}
