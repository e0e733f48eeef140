import MatrixCore

/// Transposed lines scaled on the way, or negated: the roundings of `ScaledLine`.
public enum TransposedScaling<V: SIMD> where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar

  /// y_pl ← x_lp times one factor for each line (`own`) and one for each position (`along`), in this order or the other; nil
  /// for ones.
  @inlinable @inline(__always)
  public static func scaled(
    lines: Int, length: Int, _ x: UnsafePointer<Scalar>, sourceStride: Int, own: UnsafePointer<Scalar>?,
    along: UnsafePointer<Scalar>?, ownFirst: Bool, _ y: UnsafeMutablePointer<Scalar>, targetStride: Int
  ) {
    TransposedLines<V>.run(
      lines: lines, length: length, x, sourceStride: sourceStride, y, targetStride: targetStride,
      vector: { value, line, position in
        var result = value
        if ownFirst, let own { result *= V(repeating: own[line]) }
        if let along { result *= UnsafeRawPointer(along + position).loadUnaligned(as: V.self) }
        if !ownFirst, let own { result *= V(repeating: own[line]) }
        return result
      },
      element: { value, line, position in
        var result = value
        if ownFirst, let own { result *= own[line] }
        if let along { result *= along[position] }
        if !ownFirst, let own { result *= own[line] }
        return result
      })
  }

  /// y_pl ← −x_lp.
  @inlinable @inline(__always)
  public static func negated(
    lines: Int, length: Int, _ x: UnsafePointer<Scalar>, sourceStride: Int, _ y: UnsafeMutablePointer<Scalar>,
    targetStride: Int
  ) {
    TransposedLines<V>.run(
      lines: lines, length: length, x, sourceStride: sourceStride, y, targetStride: targetStride,
      vector: { value, _, _ in -value }, element: { value, _, _ in -value })
  }
}
