import KernelTemplates
import MatrixCore

/// Inlined into its two callers, so that every closure is compiled for one vector type and one tile.
@inline(__always)
func tileKernels<V: SIMD & SendableMetatype, let vectors: Int, let columns: Int, let copies: Int>(
  _: MultiplyTile<V, vectors, columns, copies>.Type
) -> TileKernels<V.Scalar> where V.Scalar: MatrixScalar {
  typealias Tile = MultiplyTile<V, vectors, columns, copies>
  #if arch(arm64)
    typealias Solve = TriangleTile<V, 6, 4>
    typealias NarrowSolve = TriangleTile<V, 6, 1>
  #else
    typealias Solve = TriangleTile<V, 4, 2>
    typealias NarrowSolve = TriangleTile<V, 4, 1>
  #endif
  typealias Packing = PanelPacking<V.Scalar>
  return TileKernels(
    rows: Tile.rows, columns: columns, copies: copies, lanes: V.scalarCount, solveRows: Solve.unknowns,
    solveColumns: Solve.columns,
    multiplyTile: { depth, a, b, update, c, stride in
      Tile.run(depth: depth, a, b, update, c, columnStride: stride) { multiplyAdd($0, $1, $2) }
    },
    multiplyStrip: { rows, strip, update, c, stride in
      var row = 0
      while row &+ Tile.rows <= rows {
        Tile.run(strip, row: row, update, c, columnStride: stride) { multiplyAdd($0, $1, $2) }
        row &+= Tile.rows
      }
      while row &+ 2 &* V.scalarCount <= rows {
        MultiplyTile<V, 2, columns, copies>.run(strip, row: row, update, c, columnStride: stride) {
          multiplyAdd($0, $1, $2)
        }
        row &+= 2 &* V.scalarCount
      }
      if row < rows {
        MultiplyTile<V, 1, columns, copies>.run(strip, row: row, update, c, columnStride: stride) {
          multiplyAdd($0, $1, $2)
        }
      }
    },
    packRows: { lines, depth, source, lineStride, depthStride, target in
      Tile.packRows(lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
    },
    packColumns: { lines, depth, source, lineStride, depthStride, target in
      Packing.pack(
        width: columns, lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride,
        target + (copies - 1) * columns * depth)
      if copies > 1 { Packing.spread(count: columns * depth, copies: copies, target) }
    },
    solveLower: { blocks, isUnit, t, x in
      Solve.solveLower(blocks: blocks, isUnit: isUnit, t, x) { multiplyAdd($0, $1, $2) }
    },
    packSides: { lines, depth, source, lineStride, depthStride, target in
      Packing.pack(
        width: Solve.columns, lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
    },
    unpackSides: { lines, depth, target, lineStride, depthStride, source in
      Packing.unpack(
        width: Solve.columns, lines: lines, depth: depth, target, lineStride: lineStride, depthStride: depthStride, source)
    },
    solveLowerNarrow: { blocks, isUnit, t, x in
      NarrowSolve.solveLower(blocks: blocks, isUnit: isUnit, t, x) { multiplyAdd($0, $1, $2) }
    },
    packNarrowSides: { lines, depth, source, lineStride, depthStride, target in
      Packing.pack(
        width: V.scalarCount, lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
    },
    unpackNarrowSides: { lines, depth, target, lineStride, depthStride, source in
      Packing.unpack(
        width: V.scalarCount, lines: lines, depth: depth, target, lineStride: lineStride, depthStride: depthStride, source)
    },
    eliminateColumn: { count, columns, a, stride, factors, y, largest in
      largest.pointee = PanelColumn<V>.eliminate(count: count, columns: columns, a, columnStride: stride, factors, y) {
        multiplyAdd($0, $1, $2)
      }
    },
    divideColumn: { count, pivot, y in PanelColumn<V>.divide(count: count, by: pivot.pointee, y) })
}
