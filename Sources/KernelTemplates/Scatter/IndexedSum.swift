import MatrixCore

/// Sums of elements picked from a vector in cache, for many lists of indices of one length.
///
/// The length is known to the compiler, so that no list ends in a branch guessed wrong: lists are sorted by length before.
public enum IndexedSum<Scalar: MatrixScalar, let length: Int> {
  /// c[place_t · stride] ← Σ_e x[index_te], in the order of the list, for `lists` lists one behind the other.
  @inlinable @inline(__always)
  public static func run(
    lists: Int, _ indices: UnsafePointer<Int32>, _ x: UnsafePointer<Scalar>, _ places: UnsafePointer<Int32>,
    _ c: UnsafeMutablePointer<Scalar>, stride: Int
  ) {
    for t in 0..<lists {
      let list = indices + t &* length
      var sum = x[Int(list[0])]
      for e in 1..<length { sum += x[Int(list[e])] }
      c[Int(places[t]) &* stride] = sum
    }
  }

  /// The same with weights: Σ_e w_te x[index_te].
  @inlinable @inline(__always)
  public static func run(
    lists: Int, _ indices: UnsafePointer<Int32>, weights: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>,
    _ places: UnsafePointer<Int32>, _ c: UnsafeMutablePointer<Scalar>, stride: Int
  ) {
    for t in 0..<lists {
      let (list, factors) = (indices + t &* length, weights + t &* length)
      var sum = factors[0] * x[Int(list[0])]
      for e in 1..<length { sum += factors[e] * x[Int(list[e])] }
      c[Int(places[t]) &* stride] = sum
    }
  }
}
