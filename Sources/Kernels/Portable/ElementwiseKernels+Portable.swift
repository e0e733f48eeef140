import KernelTemplates
import MatrixCore

@inline(__always)
func elementwiseKernels<V: SIMD & SendableMetatype>(
  _: V.Type
) -> ElementwiseKernels<V.Scalar> where V.Scalar: MatrixScalar {
  ElementwiseKernels(
    scaleByOne: { count, x, factor, y in ScaledLine<V>.byOne(count: count, x, factor: factor.pointee, y) },
    scaleByEach: { count, x, factors, y in ScaledLine<V>.byEach(count: count, x, factors: factors, y) },
    negate: { count, x, y in ScaledLine<V>.negated(count: count, x, y) },
    scaleTransposed: { lines, length, x, sourceStride, own, along, ownFirst, y, targetStride in
      TransposedScaling<V>.scaled(
        lines: lines, length: length, x, sourceStride: sourceStride, own: own, along: along, ownFirst: ownFirst, y,
        targetStride: targetStride)
    },
    negateTransposed: { lines, length, x, sourceStride, y, targetStride in
      TransposedScaling<V>.negated(
        lines: lines, length: length, x, sourceStride: sourceStride, y, targetStride: targetStride)
    },
    addLine: { count, x, magnitudes, state in LineSums<V>.addLine(count: count, x, magnitudes: magnitudes, state) },
    addRows: { rows, count, a, stride, magnitudes, sums, corrections in
      LineSums<V>.addRows(rows: rows, count: count, a, rowStride: stride, magnitudes: magnitudes, sums, corrections)
    },
    keepLargest: { count, x, largest in LineNorms<V>.largest(count: count, x, largest) },
    addSquares: { count, x, factor, sum in
      LineNorms<V>.addSquares(count: count, x, factor: factor.pointee, sum) { multiplyAdd($0, $1, $2) }
    })
}
