import KernelTemplates
import MatrixCore

@inline(__always)
func scatterKernels<V: SIMD & SendableMetatype>(_: V.Type) -> ScatterKernels<V.Scalar> where V.Scalar: MatrixScalar {
  ScatterKernels(
    sumRows: { rows, count, sources, factors, adds, sum in
      RowSums<V>.run(rows: rows, count: count, sources, factors, adds: adds, sum) { multiplyAdd($0, $1, $2) }
    },
    sumIndexed: { length, lists, indices, weights, x, places, c, stride in
      IndexedSums.run(length: length, lists: lists, indices, weights: weights, x, places, c, stride: stride)
    })
}
