import MatrixCore

/// Sums over long lists of indices: eight chains hide the latency of the addition.
public enum LongIndexedSum<Scalar: MatrixScalar> {
  /// As `IndexedSum.run`, for lists of any `length`; without weights each is one.
  @inlinable @inline(__always)
  public static func run(
    length: Int, lists: Int, _ indices: UnsafePointer<Int32>, weights: UnsafePointer<Scalar>?,
    _ x: UnsafePointer<Scalar>, _ places: UnsafePointer<Int32>, _ c: UnsafeMutablePointer<Scalar>, stride: Int
  ) {
    for t in 0..<lists {
      let list = indices + t &* length
      let sum: Scalar
      if let weights {
        let factors = weights + t &* length
        sum = total(length) { factors[$0] * x[Int(list[$0])] }
      } else {
        sum = total(length) { x[Int(list[$0])] }
      }
      c[Int(places[t]) &* stride] = sum
    }
  }

  /// Σ term(e) for e in 0 ..< length, every eighth in one chain.
  @inlinable @inline(__always)
  public static func total(_ length: Int, _ term: (Int) -> Scalar) -> Scalar {
    var chains = InlineArray<8, Scalar>(repeating: 0)
    var e = 0
    while e &+ 8 <= length {
      for k in 0..<8 { chains[unchecked: k] += term(e &+ k) }
      e &+= 8
    }
    var rest: Scalar = 0
    while e < length {
      rest += term(e)
      e &+= 1
    }
    for k in 0..<8 { rest += chains[unchecked: k] }
    return rest
  }
}
