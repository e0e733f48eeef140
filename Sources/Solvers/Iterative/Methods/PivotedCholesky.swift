import Kernels
import MatrixCore

/// The Cholesky factor of the products of some vectors, the longest that is left first: which of them are independent.
///
/// Shapes: G k × k, symmetric. Cost: k³/3 flops. Reference: Higham (2002), Accuracy and Stability of Numerical Algorithms,
/// section 10.3.
struct PivotedCholesky {
  /// The vectors taken, in the order in which they were.
  private(set) var order: [Int] = []
  /// Row i of L, in that order: i + 1 elements.
  private(set) var rows: [[Double]] = []

  /// Vectors of which less than the root of this share is left beside those taken are not: they may be rounding.
  static let dependent = 1e-10

  init(_ products: [[Double]]) {
    var left = products.indices.map { products[$0][$0] }
    var parts = [[Double]](repeating: [], count: products.count)
    let largest = left.max() ?? 0
    guard left.allSatisfy(\.isFinite) else { return }
    while let next = left.indices.filter({ !order.contains($0) }).max(by: { left[$0] < left[$1] }),
      left[next] > Self.dependent * largest
    {
      let length = left[next].squareRoot()
      let own = parts[next]
      for j in left.indices where !order.contains(j) && j != next {
        let part = zip(parts[j], own).reduce(products[j][next]) { $0 - $1.0 * $1.1 } / length
        parts[j].append(part)
        left[j] -= part * part
      }
      order.append(next)
      rows.append(own + [length])
    }
  }

  /// Of the columns of a matrix.
  init(columns x: borrowing Matrix<Double>, on engine: Engine) throws(AllocationError) {
    var products = try Matrix<Double>(rows: x.columns, columns: x.columns)
    var target = products.mutableView
    engine.multiply(1, x.view.transposed, x.view, into: &target)
    self.init((0..<x.columns).map { i in (0..<x.columns).map { products[i, $0] } })
  }

  var rank: Int { order.count }

  /// K with (the vectors) K orthonormal, k × rank: L⁻ᵀ in the rows of the vectors taken.
  func orthonormalizing(count k: Int) -> [[Double]] {
    // Column j of L⁻ᵀ solves Lᵀ z = e_j.
    var result = [[Double]](repeating: [Double](repeating: 0, count: rank), count: k)
    for j in 0..<rank {
      var z = [Double](repeating: 0, count: j + 1)
      z[j] = 1 / rows[j][j]
      for i in (0..<j).reversed() {
        var sum = 0.0
        for l in i + 1...j { sum -= rows[l][i] * z[l] }
        z[i] = sum / rows[i][i]
      }
      for i in 0...j { result[order[i]][j] = z[i] }
    }
    return result
  }
}
