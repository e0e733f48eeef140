import KernelTemplates
import MatrixCore

/// Inlined into its two callers, so that every closure is compiled for one vector type and one tile.
@inline(__always)
func tileKernels<V: SIMD & SendableMetatype, let vectors: Int, let columns: Int, let steps: Int>(
  _: MultiplyTile<V, vectors, columns, steps>.Type
) -> TileKernels<V.Scalar> where V.Scalar: MatrixScalar {
  typealias Tile = MultiplyTile<V, vectors, columns, steps>
  typealias Packing = PanelPacking<V.Scalar>
  return TileKernels(
    rows: Tile.rows, columns: columns, solveColumns: TriangleTile<V, 8>.columns,
    multiplyTile: { depth, a, b, update, c, stride in
      Tile.run(depth: depth, a, b, update, c, columnStride: stride) { multiplyAdd($0, $1, $2) }
    },
    packRows: { lines, depth, source, lineStride, depthStride, target in
      Packing.pack(
        width: Tile.rows, lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
    },
    packColumns: { lines, depth, source, lineStride, depthStride, target in
      Packing.pack(
        width: columns, lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
    },
    solveLower: { order, t, x in
      TriangleTile<V, 8>.solveLower(order: order, t, x) { multiplySubtract($0, $1, $2) }
    })
}
