import MatrixCore

/// The sum of a line with the errors of its additions, in parallel chains (Neumaier's and Knuth's two-sum, without branch).
public enum CompensatedLine<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// Adds term(x_j) to the sum and correction in `state[0]` and `state[1]`, in an order fixed by `count`.
  @inlinable @inline(__always)
  public static func run(
    count: Int, _ x: UnsafePointer<Scalar>, _ state: UnsafeMutablePointer<Scalar>, vector: (V) -> V,
    element: (Scalar) -> Scalar
  ) {
    let lanes = V.scalarCount
    var sums = InlineArray<4, V>(repeating: V(repeating: 0))
    var corrections = InlineArray<4, V>(repeating: V(repeating: 0))
    var j = 0
    while j &+ 4 &* lanes <= count {
      for k in 0..<4 {
        let term = vector(UnsafeRawPointer(x + (j &+ k &* lanes)).loadUnaligned(as: V.self))
        TwoSum.add(term, to: &sums[unchecked: k], &corrections[unchecked: k])
      }
      j &+= 4 &* lanes
    }
    for k in 0..<4 {
      for lane in 0..<lanes {
        TwoSum.add(sums[unchecked: k][lane], to: &state[0], &state[1])
        state[1] += corrections[unchecked: k][lane]
      }
    }
    while j < count {
      TwoSum.add(element(x[j]), to: &state[0], &state[1])
      j &+= 1
    }
  }
}
