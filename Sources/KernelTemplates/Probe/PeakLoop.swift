import MatrixCore

/// Multiply-adds on registers alone: `rows` · `columns` independent chains, enough to hide the latency of one.
public enum PeakLoop<V: SIMD, let rows: Int, let columns: Int> where V.Scalar: MatrixScalar {
  /// Multiplications and additions of one step.
  @inlinable @inline(__always)
  public static var flopsPerStep: Int { 2 * rows * columns * V.scalarCount }

  /// Runs `steps` steps and returns a number that depends on all of them. The chains converge to one, so that no operation
  /// meets infinities or subnormals.
  @inlinable @inline(__always)
  public static func run(steps: Int, multiplyAdd: (V, V, V) -> V) -> V.Scalar {
    var sum = InlineArray<columns, InlineArray<rows, V>>(repeating: InlineArray<rows, V>(repeating: V(repeating: 2)))
    // Known to the compiler as numbers of this call only: constants could be folded.
    let factor = V(repeating: steps > 0 ? 0.5 : 0)
    let term = V(repeating: steps > 0 ? 0.5 : 1)
    for _ in 0..<steps {
      for j in 0..<columns {
        for i in 0..<rows {
          sum[unchecked: j][unchecked: i] = multiplyAdd(sum[unchecked: j][unchecked: i], factor, term)
        }
      }
    }
    var total = V(repeating: 0)
    for j in 0..<columns { for i in 0..<rows { total += sum[unchecked: j][unchecked: i] } }
    return SumOfLanes.sum(total)
  }
}
