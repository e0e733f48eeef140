import MatrixCore

/// A scalar product as if computed with twice the precision of `Double` and then rounded.
///
/// Reference: Ogita, Rump, Oishi (2005), SIAM J. Sci. Comput. 26, 1955-1988 (Dot2).
public struct AccurateProduct: Sendable {
  private var sum = 0.0
  private var correction = 0.0
  /// Σ |x y|, to which rounding errors are relative.
  public private(set) var magnitude = 0.0

  public init() {}

  public mutating func add(_ x: Double, _ y: Double) {
    let product = x * y
    let productError = (-product).addingProduct(x, y)
    let next = sum + product
    let part = next - sum
    let sumError = (sum - (next - part)) + (product - part)
    sum = next
    correction += sumError + productError
    magnitude += abs(product)
  }

  public var value: Double { sum + correction }
}

/// A B entry by entry with the magnitude |A| |B|, both row-major.
public struct AccurateMatrixProduct: Sendable {
  public let values: [[Double]]
  public let magnitudes: [[Double]]

  public init(_ a: [[Double]], _ b: [[Double]], columns: Int) {
    var values: [[Double]] = []
    var magnitudes: [[Double]] = []
    for row in a {
      var sums = [AccurateProduct](repeating: AccurateProduct(), count: columns)
      for (k, x) in row.enumerated() {
        for j in 0..<columns { sums[j].add(x, b[k][j]) }
      }
      values.append(sums.map(\.value))
      magnitudes.append(sums.map(\.magnitude))
    }
    self.values = values
    self.magnitudes = magnitudes
  }
}
