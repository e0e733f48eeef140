import MatrixCore

/// One cycle of GMRES between restarts: a basis and a small least-squares problem for every column.
struct KrylovCycle: ~Copyable {
  private let n: Int
  private let columns: Int
  private let most: Int
  /// The basis vectors: column j of step s in column s · k + j.
  private var basis: Matrix<Double>
  private var problems: [HessenbergProblem]
  private var steps = 0
  /// Norms of the residuals the cycle began with.
  let norms: [Double]

  /// Begins with the residuals R = moved − x.
  init(
    x: borrowing Matrix<Double>, moved: borrowing Matrix<Double>, steps most: Int
  ) throws(AllocationError) {
    n = x.rows
    columns = x.columns
    self.most = most
    var basis = try Matrix<Double>(rows: n, columns: (most + 1) * x.columns, layout: .columnMajor)
    var norms = [Double]()
    for j in 0..<x.columns {
      for i in 0..<x.rows { basis[i, j] = moved[i, j] - x[i, j] }
      norms.append(Self.normalize(&basis, j))
    }
    self.norms = norms
    self.basis = basis
    problems = norms.map { HessenbergProblem(norm: $0) }
  }

  /// Whether nothing is left to gain: all columns are within their limits, or the basis is full.
  func isDone(_ limits: [Double]) -> Bool { steps == most || isWithin(limits) }

  func isWithin(_ limits: [Double]) -> Bool { zip(problems, limits).allSatisfy { $0.residual <= $1 } }

  /// The largest residual, each relative to a norm.
  func worst(relativeTo first: [Double]) -> Double {
    zip(problems, first).map { $1 > 0 ? $0.residual / $1 : 0 }.reduce(0) { $0 >= $1 ? $0 : $1 }
  }

  /// One step: V ← V, (I − G) v. `map` overwrites vectors by G of them.
  mutating func extend(
    _ map: (inout Matrix<Double>) throws(AllocationError) -> Void
  ) throws(AllocationError) {
    let (old, new) = (steps * columns, (steps + 1) * columns)
    var image = try Matrix(copying: basis.view.window(rows: 0..<n, columns: old..<old + columns), layout: .columnMajor)
    try map(&image)
    for j in 0..<columns {
      for i in 0..<n { basis[i, new + j] = basis[i, old + j] - image[i, j] }
      problems[j].add(orthogonalize(j))
    }
    steps += 1
  }

  /// Modified Gram-Schmidt of the newest vector of column j; its products with the others and its norm.
  private mutating func orthogonalize(_ j: Int) -> [Double] {
    let newest = (steps + 1) * columns + j
    var coefficients: [Double] = []
    for s in 0...steps {
      let other = s * columns + j
      var product = 0.0
      for i in 0..<n { product += basis[i, newest] * basis[i, other] }
      for i in 0..<n { basis[i, newest] -= product * basis[i, other] }
      coefficients.append(product)
    }
    coefficients.append(Self.normalize(&basis, newest))
    return coefficients
  }

  /// Divides a column by its 2-norm and returns the norm; a zero column stays.
  private static func normalize(_ basis: inout Matrix<Double>, _ column: Int) -> Double {
    var largest = 0.0
    for i in 0..<basis.rows { largest = max(largest, abs(basis[i, column])) }
    guard largest > 0 else { return 0 }
    var squares = 0.0
    for i in 0..<basis.rows {
      let part = basis[i, column] / largest
      squares += part * part
    }
    let norm = squares.squareRoot() * largest
    for i in 0..<basis.rows { basis[i, column] /= norm }
    return norm
  }

  /// X ← X + the best combination of the basis.
  func add(to x: inout Matrix<Double>) throws(AllocationError) {
    for j in 0..<columns {
      for (s, factor) in problems[j].solution.enumerated() {
        for i in 0..<n { x[i, j] += factor * basis[i, s * columns + j] }
      }
    }
  }
}
