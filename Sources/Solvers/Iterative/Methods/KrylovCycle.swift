import Kernels
import MatrixCore

/// One cycle of GMRES between restarts: a basis and a small least-squares problem for every column.
///
/// Gram-Schmidt is done twice, as products with the whole basis, which is as good as the modified one (Giraud, Langou,
/// Rozložník 2005).
struct KrylovCycle: ~Copyable {
  private let n: Int
  private let columns: Int
  /// Basis vectors of a column.
  private let width: Int
  private let engine: Engine
  /// The basis of column j in the columns from j · width on.
  private var basis: Matrix<Double>
  private var problems: [HessenbergProblem]
  private var steps = 0
  /// Norms of the residuals the cycle began with.
  let norms: [Double]

  /// Begins with the residuals R = moved − x.
  init(
    x: borrowing Matrix<Double>, moved: borrowing Matrix<Double>, steps most: Int, on engine: Engine
  ) throws(AllocationError) {
    // All that throws comes before the first member is set: the verifier of Swift 6.2.3 refuses to undo half of them.
    let width = most + 1
    var basis = try Matrix<Double>(rows: x.rows, columns: width * x.columns, layout: .columnMajor)
    n = x.rows
    columns = x.columns
    self.width = width
    self.engine = engine
    var norms = [Double]()
    for j in 0..<x.columns {
      var first = Vector(moved, column: j)
      first.subtract(x, column: j)
      norms.append(first.normalize())
      first.store(into: &basis, column: j * width)
    }
    self.norms = norms
    self.basis = basis
    problems = norms.map { HessenbergProblem(norm: $0) }
  }

  /// Whether nothing is left to gain: all columns are within their limits, or the basis is full.
  func isDone(_ limits: [Double]) -> Bool { steps == width - 1 || isWithin(limits) }

  func isWithin(_ limits: [Double]) -> Bool { zip(problems, limits).allSatisfy { $0.residual <= $1 } }

  /// The largest residual, each relative to a norm.
  func worst(relativeTo first: [Double]) -> Double {
    zip(problems, first).map { $1.isNaN ? .infinity : $1 > 0 ? $0.residual / $1 : 0 }.reduce(0) { $0 >= $1 ? $0 : $1 }
  }

  /// The newest vector of every column, n × k.
  func newest() throws(AllocationError) -> Matrix<Double> {
    var vectors = try Matrix<Double>(rows: n, columns: columns, layout: .columnMajor)
    for j in 0..<columns { Vector(basis, column: j * width + steps).store(into: &vectors, column: j) }
    return vectors
  }

  /// One step: takes up (I − G) v for the newest vectors v, given G v.
  mutating func extend(_ images: borrowing Matrix<Double>) throws(AllocationError) {
    for j in 0..<columns {
      var vector = Vector(basis, column: j * width + steps)
      vector.subtract(images, column: j)
      var coefficients = try orthogonalize(&vector, j)
      coefficients.append(vector.normalize())
      vector.store(into: &basis, column: j * width + steps + 1)
      problems[j].add(coefficients)
    }
    steps += 1
  }

  /// Takes the parts along the basis of column j out of the vector, and returns them.
  private func orthogonalize(_ vector: inout Vector, _ j: Int) throws(AllocationError) -> [Double] {
    let known = basis.view.window(rows: 0..<n, columns: j * width..<j * width + steps + 1)
    var total = [Double](repeating: 0, count: steps + 1)
    for _ in 0..<2 {
      var parts = [Double](repeating: 0, count: steps + 1)
      engine.multiplyVector(1, known.transposed, vector.values, into: &parts)
      engine.multiplyVector(-1, known, parts, plus: 1, into: &vector.values)
      for s in parts.indices { total[s] += parts[s] }
    }
    return total
  }

  /// X ← X + the best combination of the basis.
  func add(to x: inout Matrix<Double>) {
    guard steps > 0 else { return }
    for j in 0..<columns {
      let known = basis.view.window(rows: 0..<n, columns: j * width..<j * width + steps)
      var sum = Vector(x, column: j)
      engine.multiplyVector(1, known, problems[j].solution, plus: 1, into: &sum.values)
      sum.store(into: &x, column: j)
    }
  }
}

/// A column taken out of a matrix.
private struct Vector {
  var values: [Double]

  init(_ matrix: borrowing Matrix<Double>, column: Int) {
    let source = matrix.view.column(column)
    values = (0..<source.count).map { source[$0] }
  }

  mutating func subtract(_ matrix: borrowing Matrix<Double>, column: Int) {
    let other = matrix.view.column(column)
    for i in values.indices { values[i] -= other[i] }
  }

  /// Divides by the 2-norm and returns it; zero stays.
  mutating func normalize() -> Double {
    var largest = 0.0
    for value in values { largest = largest.isNaN || abs(value) <= largest ? largest : abs(value) }
    guard largest.isFinite else { return .nan }
    guard largest > 0 else { return 0 }
    // Numbers far from one would overflow or vanish when they are squared.
    let scale = largest.binade
    var squares = 0.0
    for value in values {
      let part = value / scale
      squares += part * part
    }
    let norm = squares.squareRoot() * scale
    for i in values.indices { values[i] /= norm }
    return norm
  }

  func store(into matrix: inout Matrix<Double>, column: Int) {
    var all = matrix.mutableView
    var target = all.column(column)
    for i in values.indices { target[i] = values[i] }
  }
}
