/// A system of a few unknowns by elimination with partial pivoting: too small for kernels, solved thousands of times.
enum SmallSystem {
  /// x with M x = y; nil when a pivot is zero or not finite. Cost: 2q³/3 flops.
  static func solve(_ matrix: [[Double]], _ y: [Double]) -> [Double]? {
    var (m, x) = (matrix, y)
    for k in m.indices {
      guard let pivot = (k..<m.count).max(by: { abs(m[$0][k]) < abs(m[$1][k]) }) else { return nil }
      guard m[pivot][k] != 0, m[pivot][k].isFinite else { return nil }
      m.swapAt(k, pivot)
      x.swapAt(k, pivot)
      for i in (k + 1)..<max(m.count, k + 1) {
        let factor = m[i][k] / m[k][k]
        for j in k..<m.count { m[i][j] -= factor * m[k][j] }
        x[i] -= factor * x[k]
      }
    }
    for k in m.indices.reversed() {
      for j in (k + 1)..<max(m.count, k + 1) { x[k] -= m[k][j] * x[j] }
      x[k] /= m[k][k]
    }
    return x
  }
}
