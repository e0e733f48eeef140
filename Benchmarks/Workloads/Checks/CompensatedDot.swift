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

extension MatrixView where Scalar == Double {
  /// The product with a vector, each element rounded once. Cost: one pass in storage order.
  func compensatedProduct(_ x: [Double]) -> [Double] {
    precondition(x.count == columns, "shapes disagree")
    var sums = [CompensatedDot](repeating: CompensatedDot(), count: rows)
    if columnStride == 1 {
      for i in 0..<rows {
        let row = row(i)
        var sum = CompensatedDot()
        for j in row.indices { sum.add(row[j], times: x[j]) }
        sums[i] = sum
      }
    } else {
      for j in 0..<columns {
        let column = column(j)
        for i in column.indices { sums[i].add(column[i], times: x[j]) }
      }
    }
    return sums.map(\.value)
  }
}
