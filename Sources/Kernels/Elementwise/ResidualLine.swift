import KernelTemplates

/// The residual of a piece of one column and what its size is held against, in one pass.
enum ResidualLine {
  private typealias V = SIMD4<Double>

  struct Piece {
    let count: Int
    let x: UnsafePointer<Double>
    let y: UnsafePointer<Double>
    /// What |A||x| is, or A x where both are not negative.
    let weights: UnsafePointer<Double>
    /// |1 − a_ii| − |a_ii|: what I − A weighs more than A on the diagonal.
    let shares: UnsafePointer<Double>
    let residual: UnsafeMutablePointer<Double>
  }

  /// r ← (y − x) + A x, and its figures. y − x first: at the answer the two differ by −A x, and their sum with it is rounded
  /// once.
  static func form(_ piece: Piece) -> ResidualFigures {
    run(piece) { i in
      let r = (load(piece.y + i) - load(piece.x + i)) + load(piece.weights + i)
      UnsafeMutableRawPointer(piece.residual + i).storeBytes(of: r, as: V.self)
      return r
    } element: { i in
      piece.residual[i] = (piece.y[i] - piece.x[i]) + piece.weights[i]
      return piece.residual[i]
    }
  }

  /// The figures of a residual that is there.
  static func measure(_ piece: Piece) -> ResidualFigures {
    run(piece) {
      load(piece.residual + $0)
    } element: {
      piece.residual[$0]
    }
  }

  @inline(__always)
  private static func load(_ pointer: UnsafePointer<Double>) -> V { UnsafeRawPointer(pointer).loadUnaligned(as: V.self) }

  @inline(__always)
  private static func load(_ pointer: UnsafeMutablePointer<Double>) -> V { load(UnsafePointer(pointer)) }

  @inline(__always)
  private static func run(_ piece: Piece, vector: (Int) -> V, element: (Int) -> Double) -> ResidualFigures {
    var figures = Figures()
    var i = 0
    while i &+ V.scalarCount <= piece.count {
      figures.add(
        r: vector(i), x: load(piece.x + i), y: load(piece.y + i), weights: load(piece.weights + i),
        shares: load(piece.shares + i))
      i &+= V.scalarCount
    }
    while i < piece.count {
      // One element in the first lane: zeros in the others change no maximum.
      func first(_ value: Double) -> V { V(value, 0, 0, 0) }
      figures.add(
        r: first(element(i)), x: first(piece.x[i]), y: first(piece.y[i]), weights: first(piece.weights[i]),
        shares: first(piece.shares[i]))
      i &+= 1
    }
    return figures.total
  }

  private struct Figures {
    var residual = V.zero, x = V.zero, y = V.zero, relative = V.zero, least = V.zero
    /// Zero as long as every residual and every weight is finite.
    var poison = V.zero

    @inline(__always)
    mutating func add(r: V, x xs: V, y ys: V, weights: V, shares: V) {
      let (rs, xs, ys, signed) = (magnitude(r), magnitude(xs), magnitude(ys), xs)
      poison += r - r
      keepLarger(rs, &residual)
      keepLarger(xs, &x)
      keepLarger(ys, &y)
      least.replace(with: signed, where: signed .< least)
      let weight = (weights + shares * xs) + ys
      // Held against infinity every error would be none.
      poison += weight - weight
      keepLarger((rs / weight).replacing(with: 0, where: rs .== 0), &relative)
    }

    @inline(__always)
    private func magnitude(_ x: V) -> V { LineNorms<V>.magnitude(x) }

    @inline(__always)
    private func keepLarger(_ values: V, _ largest: inout V) { largest.replace(with: values, where: values .> largest) }

    var total: ResidualFigures {
      ResidualFigures(
        residual: poison == .zero ? residual.max() : .nan, x: x.max(), y: y.max(), relative: relative.max(),
        isNonNegative: least.min() >= 0)
    }
  }
}
