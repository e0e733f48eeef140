/// min ‖β e₁ − H z‖ for the growing Hessenberg matrix of one column, by Givens rotations.
struct HessenbergProblem: Sendable {
  /// The columns of the triangle that the rotations made of H.
  private var triangle: [[Double]] = []
  private var rotations: [(cosine: Double, sine: Double)] = []
  private var right: [Double]

  init(norm: Double) { right = [norm] }

  /// ‖β e₁ − H z‖ of the best z.
  var residual: Double { abs(right[right.count - 1]) }

  /// Takes up the next column of H, its last element the norm of the new vector.
  mutating func add(_ column: [Double]) {
    var column = column
    for (k, rotation) in rotations.enumerated() {
      (column[k], column[k + 1]) = (
        rotation.cosine * column[k] + rotation.sine * column[k + 1],
        rotation.cosine * column[k + 1] - rotation.sine * column[k]
      )
    }
    let k = rotations.count
    let length = (column[k] * column[k] + column[k + 1] * column[k + 1]).squareRoot()
    let rotation = length > 0 ? (cosine: column[k] / length, sine: column[k + 1] / length) : (cosine: 1, sine: 0)
    rotations.append(rotation)
    column[k] = length
    triangle.append(Array(column[...k]))
    right.append(-rotation.sine * right[k])
    right[k] *= rotation.cosine
  }

  /// z; a column without length adds nothing.
  var solution: [Double] {
    var z = Array(right.dropLast())
    for k in z.indices.reversed() {
      for later in z.indices where later > k { z[k] -= triangle[later][k] * z[later] }
      z[k] = triangle[k][k] != 0 ? z[k] / triangle[k][k] : 0
    }
    return z
  }
}
