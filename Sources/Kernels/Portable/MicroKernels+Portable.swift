import KernelTemplates
import MatrixCore

// The baseline of each architecture: SSE2 has sixteen 128-bit registers and no fused multiply-add, NEON thirty-two and
// has it. The tiles are the largest that compile without spills: 4 × 4 (8 × 4 in `Float`) leaves SSE2 eight accumulators,
// which cover the latency of its addition; 8 × 6 (16 × 6) leaves NEON twenty-four.
#if arch(arm64)
  private typealias DoubleTile = MultiplyTile<SIMD2<Double>, 4, 6>
  private typealias FloatTile = MultiplyTile<SIMD4<Float>, 4, 6>
  let portableName = "portable ARM64 NEON"
#else
  private typealias DoubleTile = MultiplyTile<SIMD2<Double>, 2, 4>
  private typealias FloatTile = MultiplyTile<SIMD4<Float>, 2, 4>
  let portableName = "portable x86-64 SSE2"
#endif

/// x y + z.
@inline(__always)
private func multiplyAdd<V: SIMD>(_ x: V, _ y: V, _ z: V) -> V where V.Scalar: FloatingPoint {
  #if arch(arm64)
    z.addingProduct(x, y)
  #else
    z + x * y
  #endif
}

/// z − x y.
@inline(__always)
private func multiplySubtract<V: SIMD>(_ x: V, _ y: V, _ z: V) -> V where V.Scalar: FloatingPoint {
  #if arch(arm64)
    z.addingProduct(-x, y)
  #else
    z - x * y
  #endif
}

extension MicroKernels where Scalar == Double {
  static var portable: MicroKernels { instantiate(DoubleTile.self) }
}

extension MicroKernels where Scalar == Float {
  static var portable: MicroKernels { instantiate(FloatTile.self) }
}

/// Inlined into its two callers, so that every closure below is compiled for one vector type and one tile.
@inline(__always)
private func instantiate<V: SIMD & SendableMetatype, let vectors: Int, let columns: Int>(
  _: MultiplyTile<V, vectors, columns>.Type
) -> MicroKernels<V.Scalar> where V.Scalar: MatrixScalar {
  typealias Tile = MultiplyTile<V, vectors, columns>
  typealias Packing = PanelPacking<V.Scalar>
  return MicroKernels(
    tileRows: Tile.rows, tileColumns: columns, solveColumns: TriangleTile<V, 8>.columns,
    multiplyTile: { depth, alpha, a, b, update, c, stride in
      Tile.run(depth: depth, alpha: alpha, a, b, update, c, columnStride: stride) { multiplyAdd($0, $1, $2) }
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
    },
    fourRowDots: { count, alpha, a, stride, x, y in
      RowDots<V, 4>.run(count: count, alpha: alpha, a, rowStride: stride, x, y) { multiplyAdd($0, $1, $2) }
    },
    rowDot: { count, alpha, a, stride, x, y in
      RowDots<V, 1>.run(count: count, alpha: alpha, a, rowStride: stride, x, y) { multiplyAdd($0, $1, $2) }
    },
    fourColumns: { count, a, stride, factors, y in
      ColumnCombination<V, 4>.run(count: count, a, columnStride: stride, factors, y) { multiplyAdd($0, $1, $2) }
    },
    oneColumn: { count, a, stride, factors, y in
      ColumnCombination<V, 1>.run(count: count, a, columnStride: stride, factors, y) { multiplyAdd($0, $1, $2) }
    })
}
