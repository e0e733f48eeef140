import KernelTemplates
import MatrixCore

@inline(__always)
func streamKernels<V: SIMD & SendableMetatype>(_: V.Type) -> StreamKernels<V.Scalar> where V.Scalar: MatrixScalar {
  StreamKernels(
    fourRowDots: { count, alpha, a, stride, x, y in
      RowDots<V, 4>.run(count: count, alpha: alpha.pointee, a, rowStride: stride, x, y) { multiplyAdd($0, $1, $2) }
    },
    rowDot: { count, alpha, a, stride, x, y in
      RowDots<V, 1>.run(count: count, alpha: alpha.pointee, a, rowStride: stride, x, y) { multiplyAdd($0, $1, $2) }
    },
    fourColumns: { count, a, stride, factors, y in
      ColumnCombination<V, 4>.run(count: count, a, columnStride: stride, factors, y) { multiplyAdd($0, $1, $2) }
    },
    oneColumn: { count, a, stride, factors, y in
      ColumnCombination<V, 1>.run(count: count, a, columnStride: stride, factors, y) { multiplyAdd($0, $1, $2) }
    })
}
