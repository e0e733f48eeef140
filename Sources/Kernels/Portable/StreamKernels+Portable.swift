import KernelTemplates
import MatrixCore

@inline(__always)
func streamKernels<V: SIMD & SendableMetatype, Single: VectorLoad & SendableMetatype>(
  _: V.Type, single: Single.Type, caches: CoreCaches
) -> StreamKernels<V.Scalar> where V.Scalar: MatrixScalar, Single.Stored == Float, Single.Vector == V {
  StreamKernels(
    plain: productKernels(PlainLoad<V>.self, caches: caches), single: productKernels(single, caches: caches))
}

@inline(__always)
private func productKernels<Load: VectorLoad & SendableMetatype>(
  _: Load.Type, caches: CoreCaches
) -> ProductKernels<Load.Stored, Load.Vector.Scalar> {
  ProductKernels(
    lanes: Load.lanes,
    rows: .init(
      one: rowProduct(RowProduct<Load, 8, 1>.self, caches), two: rowProduct(RowProduct<Load, 4, 2>.self, caches),
      four: rowProduct(RowProduct<Load, 2, 4>.self, caches), eight: rowProduct(RowProduct<Load, 1, 8>.self, caches)),
    columns: .init(
      one: columnProduct(ColumnProduct<Load, 4, 1>.self), two: columnProduct(ColumnProduct<Load, 4, 2>.self),
      four: columnProduct(ColumnProduct<Load, 2, 4>.self), eight: columnProduct(ColumnProduct<Load, 1, 8>.self)),
    mostColumnsOfRows: 16,
    panels: { count, depth, width, a, stride, x, p in
      PanelProduct<Load, 2, 1, 4>.run(count: count, depth: depth, width: width, a, rowStride: stride, x, p) {
        multiplyAdd($0, $1, $2)
      }
    },
    crossPanels: { count, depth, width, a, stride, x, p in
      PanelProduct<Load, 2, 1, 4>.run(
        count: count, depth: depth, width: width, a, rowStride: 1, stepStride: stride, x, p
      ) { multiplyAdd($0, $1, $2) }
    },
    narrowPanels: { count, depth, _, a, stride, x, p in
      NarrowPanelProduct<Load, 8>.run(caches: caches, count: count, depth: depth, a, rowStride: stride, x, p) {
        multiplyAdd($0, $1, $2)
      }
    })
}

@inline(__always)
private func rowProduct<Load: VectorLoad & SendableMetatype, let rows: Int, let columns: Int>(
  _: RowProduct<Load, rows, columns>.Type, _ caches: CoreCaches
) -> ProductKernels<Load.Stored, Load.Vector.Scalar>.Kernel {
  { count, depth, a, stride, x, p in
    RowProduct<Load, rows, columns>.run(caches: caches, count: count, depth: depth, a, rowStride: stride, x, p) {
      multiplyAdd($0, $1, $2)
    }
  }
}

@inline(__always)
private func columnProduct<Load: VectorLoad & SendableMetatype, let vectors: Int, let columns: Int>(
  _: ColumnProduct<Load, vectors, columns>.Type
) -> ProductKernels<Load.Stored, Load.Vector.Scalar>.Kernel {
  { count, depth, a, stride, x, p in
    ColumnProduct<Load, vectors, columns>.run(count: count, depth: depth, a, columnStride: stride, x, p) {
      multiplyAdd($0, $1, $2)
    }
  }
}
