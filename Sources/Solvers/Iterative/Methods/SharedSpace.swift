import Kernels
import MatrixCore

/// A space of directions P whose images (I − A) P = C T are known, C orthonormal and T upper triangular: what is left of a
/// residual outside C is the best that the space can do. All right-hand sides share it.
///
/// It is kept from one correction to the next, which so begins with all that was learnt (de Sturler 1996, J. Comput. Appl.
/// Math. 67). Shapes: P and C n × `capacity` in single precision, T `capacity` × `capacity`.
package struct SharedSpace: ~Copyable {
  private var directions: Matrix<Float>
  private var images: Matrix<Float>
  private var triangle: Matrix<Double>
  /// Vectors widened, and products of them.
  private var wide: Matrix<Double>
  private var product: Matrix<Double>
  private let capacity: Int
  private let engine: Engine
  /// Directions in the space.
  package private(set) var count = 0
  /// Whether the correction in work began without directions.
  private var isFresh = false

  /// Blocks of directions there is room for.
  static let blocks = 16
  /// A power of two from one row to the next would put all rows into the same lines of the cache.
  private static let padding = 16

  package init(rows n: Int, columns k: Int, on engine: Engine) throws(AllocationError) {
    let capacity = Self.capacity(rows: n, columns: k)
    let directions = try Matrix<Float>(rows: n, columns: capacity + Self.padding)
    let images = try Matrix<Float>(rows: n, columns: capacity + Self.padding)
    let triangle = try Matrix<Double>(rows: capacity, columns: capacity, layout: .columnMajor)
    let wide = try Matrix<Double>(rows: n, columns: k)
    let product = try Matrix<Double>(rows: n, columns: k)
    self.wide = wide
    self.product = product
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
      MemoryBudget.bytes(rows: n, columns: capacity + padding), MemoryBudget.bytes(rows: capacity, columns: capacity),
      MemoryBudget.bytes(rows: n, columns: 2 * k))
  }

  /// For columns that have a space each. Takes no memory.
  package static func closed(on engine: Engine) throws(AllocationError) -> SharedSpace {
    try SharedSpace(rows: 0, columns: 0, on: engine)
  }

  package var allocatedBytes: Int {
    MemoryBudget.sum(
      directions.allocatedBytes, images.allocatedBytes, triangle.allocatedBytes, wide.allocatedBytes, product.allocatedBytes)
  }

  /// Whether columns share it.
  package var isOpen: Bool { capacity > 0 }

  /// Whether another block finds room.
  func hasRoom(for columns: Int) -> Bool { count + columns <= capacity }

  /// Begins a correction of so many columns, anew where not even one step finds room.
  package mutating func begin(columns: Int) {
    if !hasRoom(for: columns) { count = 0 }
    isFresh = count == 0
  }

  /// After a correction that gained nothing: begins anew, where it has not just done so; else its memory is given back, and the
  /// columns have a space each.
  package mutating func giveWay() throws(AllocationError) {
    count = 0
    if isFresh { self = try .closed(on: engine) }
  }

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

  /// Orthonormal vectors that span the columns chosen: what of them is not new beside the others is left out.
  ///
  /// Residuals have much in common. As they are, the parts they do not share would be lost in the rounding of those they do.
  mutating func orthonormalized(
    _ r: borrowing Matrix<Float>, _ norms: [Double], chosen: [Bool]
  ) throws(AllocationError) -> Matrix<Float> {
    let scales = chosen.indices.map { chosen[$0] && norms[$0] > 0 ? 1 / norms[$0] : 0 }
    var products = try Matrix<Double>(rows: r.columns, columns: r.columns)
    widen(r.view)
    Self.multiply(1, wide.view.transposed, wide.view, plus: 0, into: &products, engine)
    for i in scales.indices {
      for j in scales.indices { products[i, j] *= scales[i] * scales[j] }
    }
    let cholesky = PivotedCholesky(products)
    let factors = try cholesky.orthonormalizing()
    var narrow = try Matrix<Float>(rows: r.columns, columns: cholesky.rank)
    for i in scales.indices {
      for j in 0..<cholesky.rank { narrow[i, j] = Float(scales[i] * factors[i, j]) }
    }
    var result = try Matrix<Float>(rows: r.rows, columns: cholesky.rank)
    Self.multiply(1, r.view, narrow.view, plus: 0, into: &result, engine)
    return result
  }

  private mutating func widen(_ vectors: MatrixView<Float>) {
    let engine = engine
    var all = wide.mutableView
    var target = all.window(rows: 0..<vectors.rows, columns: 0..<vectors.columns)
    engine.convert(vectors, into: &target)
  }

  /// Takes up directions P with images W, which are overwritten; returns how many of them are new.
  package mutating func append(_ p: borrowing Matrix<Float>, _ w: inout Matrix<Float>) throws(AllocationError) -> Int {
    // Twice: of images that are nearly in the space little is left, and rounding must not be much of it.
    var parts = try Matrix<Double>(rows: count, columns: w.columns)
    try project(&w, from: 0, into: &parts)
    widen(w.view)
    let cholesky = try factor(columns: w.columns)
    guard cholesky.rank > 0, hasRoom(for: cholesky.rank) else { return 0 }
    try appendImages(cholesky, columns: w.columns)
    appendDirections(p, cholesky.order)
    for (j, source) in cholesky.order.enumerated() {
      for i in 0..<count { triangle[i, count + j] = parts[i, source] }
      for i in 0...j { triangle[count + i, count + j] = cholesky[j, i] }
    }
    count += cholesky.rank
    return cholesky.rank
  }

  private func factor(columns k: Int) throws(AllocationError) -> PivotedCholesky {
    try PivotedCholesky(columns: wide.view.window(rows: 0..<wide.rows, columns: 0..<k), on: engine)
  }

  private mutating func appendImages(_ cholesky: PivotedCholesky, columns k: Int) throws(AllocationError) {
    let factors = try cholesky.orthonormalizing()
    let (engine, new) = (engine, count..<count + cholesky.rank)
    Self.store(wide, columns: k, times: factors, room: &product, into: &images, new, engine)
  }

  /// Some columns of V times F, through room for the product, rounded into the columns given.
  private static func store(
    _ v: borrowing Matrix<Double>, columns k: Int, times f: borrowing Matrix<Double>, room product: inout Matrix<Double>,
    into images: inout Matrix<Float>, _ new: Range<Int>, _ engine: Engine
  ) {
    let rows = 0..<v.rows
    var room = product.mutableView
    var exact = room.window(rows: rows, columns: 0..<new.count)
    engine.multiply(1, v.view.window(rows: rows, columns: 0..<k), f.view, into: &exact)
    var all = images.mutableView
    var target = all.window(rows: rows, columns: new)
    engine.convert(exact.view, into: &target)
  }

  /// In the order of the images, which is that of the directions as long as all of them are new.
  private mutating func appendDirections(_ p: borrowing Matrix<Float>, _ order: [Int]) {
    let (engine, first) = (engine, count)
    var all = directions.mutableView
    if order.elementsEqual(0..<p.columns) {
      var target = all.window(rows: 0..<p.rows, columns: first..<first + p.columns)
      return engine.convert(p.view, into: &target)
    }
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
