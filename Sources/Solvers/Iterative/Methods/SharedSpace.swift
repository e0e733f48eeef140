import Kernels
import MatrixCore

/// A space of directions P whose images (I − A) P = C T are known, C orthonormal and T upper triangular: what is left of a
/// residual outside C is the best that the space can do. All right-hand sides share it.
///
/// It is kept from one correction to the next, which so begins with all that was learnt (de Sturler 1996, J. Comput. Appl.
/// Math. 67). Shapes: P and C n × `capacity` in single precision, T `capacity` × `capacity`.
struct SharedSpace: ~Copyable {
  private var directions: Matrix<Float>
  private var images: Matrix<Float>
  private var triangle: Matrix<Double>
  private let capacity: Int
  private let engine: Engine
  /// Directions in the space.
  private(set) var count = 0

  /// Blocks of directions there is room for.
  static let blocks = 16
  /// A power of two from one row to the next would put all rows into the same lines of the cache.
  private static let padding = 16

  init(rows n: Int, columns k: Int, on engine: Engine) throws(AllocationError) {
    let capacity = Self.capacity(rows: n, columns: k)
    let directions = try Matrix<Float>(rows: n, columns: capacity + Self.padding)
    let images = try Matrix<Float>(rows: n, columns: capacity + Self.padding)
    let triangle = try Matrix<Double>(rows: capacity, columns: capacity, layout: .columnMajor)
    self.directions = directions
    self.images = images
    self.triangle = triangle
    self.capacity = capacity
    self.engine = engine
  }

  /// More than n directions are not independent; the last block may be asked for all the same.
  private static func capacity(rows n: Int, columns k: Int) -> Int { min(k * blocks, n + k) }

  static func bytes(rows n: Int, columns k: Int) -> Int {
    let capacity = capacity(rows: n, columns: k)
    return MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: capacity + padding), MemoryBudget.bytes(rows: capacity, columns: capacity))
  }

  /// Whether another block finds room.
  func hasRoom(for columns: Int) -> Bool { count + columns <= capacity }

  mutating func removeAll() { count = 0 }

  /// Takes the parts along the images from `first` on out of R, and adds them to the rows of Q from there on.
  ///
  /// Twice: what rounding leaves of them in the first would be taken for something new.
  func project(_ r: inout Matrix<Float>, from first: Int, into q: inout Matrix<Double>) throws(AllocationError) {
    guard first < count else { return }
    let known = images.view.window(rows: 0..<images.rows, columns: first..<count)
    for _ in 0..<2 {
      var parts = try Matrix<Float>(rows: count - first, columns: r.columns)
      Self.multiply(1, known.transposed, r.view, plus: 0, into: &parts, engine)
      Self.multiply(-1, known, parts.view, plus: 1, into: &r, engine)
      for i in 0..<parts.rows {
        for j in 0..<parts.columns { q[first + i, j] += Double(parts[i, j]) }
      }
    }
  }

  /// Takes up directions P with images W; returns how many of them are new.
  mutating func append(_ p: borrowing Matrix<Float>, _ w: inout Matrix<Float>) throws(AllocationError) -> Int {
    let parts = try removeKnown(&w)
    let wide = try w.converted(to: Double.self)
    let cholesky = try PivotedCholesky(columns: wide, on: engine)
    guard cholesky.rank > 0, hasRoom(for: cholesky.rank) else { return 0 }
    try appendImages(wide, cholesky)
    appendDirections(p, cholesky.order)
    for (j, source) in cholesky.order.enumerated() {
      for i in 0..<count { triangle[i, count + j] = Double(parts[i, source]) }
      for i in 0...j { triangle[count + i, count + j] = cholesky.rows[j][i] }
    }
    count += cholesky.rank
    return cholesky.rank
  }

  /// W ← W − C Cᵀ W; returns Cᵀ W. Once is enough: the directions were chosen outside of the space.
  private func removeKnown(_ w: inout Matrix<Float>) throws(AllocationError) -> Matrix<Float> {
    var parts = try Matrix<Float>(rows: count, columns: w.columns)
    guard count > 0 else { return parts }
    let known = images.view.window(rows: 0..<images.rows, columns: 0..<count)
    Self.multiply(1, known.transposed, w.view, plus: 0, into: &parts, engine)
    Self.multiply(-1, known, parts.view, plus: 1, into: &w, engine)
    return parts
  }

  private mutating func appendImages(
    _ w: borrowing Matrix<Double>, _ cholesky: PivotedCholesky
  ) throws(AllocationError) {
    let factors = try Matrix(cholesky.orthonormalizing(count: w.columns))
    var orthonormal = try Matrix<Double>(rows: w.rows, columns: cholesky.rank)
    Self.multiply(1, w.view, factors.view, plus: 0, into: &orthonormal, engine)
    let first = count
    var all = images.mutableView
    for i in 0..<w.rows {
      let source = orthonormal.view.row(i)
      var target = all.row(i)
      for j in 0..<source.count { target[first + j] = Float(source[j]) }
    }
  }

  private mutating func appendDirections(_ p: borrowing Matrix<Float>, _ order: [Int]) {
    let first = count
    var all = directions.mutableView
    for i in 0..<p.rows {
      let source = p.view.row(i)
      var target = all.row(i)
      for j in order.indices { target[first + j] = source[order[j]] }
    }
  }

  /// The newest images, for want of better directions.
  func newest(_ columns: Int) throws(AllocationError) -> Matrix<Float> {
    try Matrix(copying: images.view.window(rows: 0..<images.rows, columns: count - columns..<count))
  }

  /// P T⁻¹ Q: the combination of directions whose images are C Q. Q is overwritten.
  func combination(_ q: inout Matrix<Double>) throws(AllocationError) -> Matrix<Float> {
    var result = try Matrix<Float>(rows: directions.rows, columns: q.columns)
    guard count > 0 else { return result }
    solve(&q)
    var factors = try Matrix<Float>(rows: count, columns: q.columns)
    for i in 0..<count {
      for j in 0..<q.columns { factors[i, j] = Float(q[i, j]) }
    }
    Self.multiply(
      1, directions.view.window(rows: 0..<directions.rows, columns: 0..<count), factors.view, plus: 0, into: &result, engine)
    return result
  }

  private func solve(_ q: inout Matrix<Double>) {
    var all = q.mutableView
    var right = all.window(rows: 0..<count, columns: 0..<all.columns)
    engine.solveTriangular(.upper, .stored, triangle.view.window(rows: 0..<count, columns: 0..<count), &right)
  }

  private static func multiply<Scalar>(
    _ alpha: Scalar, _ a: MatrixView<Scalar>, _ b: MatrixView<Scalar>, plus beta: Scalar, into c: inout Matrix<Scalar>,
    _ engine: Engine
  ) {
    var target = c.mutableView
    engine.multiply(alpha, a, b, plus: beta, into: &target)
  }

  /// Room for the parts of k right-hand sides.
  func coefficients(columns k: Int) throws(AllocationError) -> Matrix<Double> {
    try Matrix(rows: capacity, columns: k, layout: .columnMajor)
  }
}
