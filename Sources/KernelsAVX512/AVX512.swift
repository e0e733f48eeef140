#if arch(x86_64)
  import KernelTemplates
  import MatrixCore

  /// The inner loops for processors with AVX-512: level v4 of x86-64.
  ///
  /// This module is compiled for that level as a whole. So that none of its code can be linked in another's place it defines
  /// no weak function: what is generic here is private, and everything called is inlined. Nothing here may run before the
  /// processor was asked.
  ///
  /// The functions below are the other levels' with other tiles. They are written again for each: a generic function they
  /// shared would be specialized as a weak one. B is packed once (`copies` is 1): memory broadcasts here.
  public enum AVX512 {
    public static func double(caches: CoreCaches) -> MicroKernels<Double> {
      MicroKernels(
        tile: tileKernels(MultiplyTile<SIMD8<Double>, 3, 8, 1>.self),
        stream: streamKernels(SIMD8<Double>.self, single: WideningLoad8.self, caches: caches),
        scatter: scatterKernels(SIMD8<Double>.self), elementwise: elementwiseKernels(SIMD8<Double>.self),
        probe: probeKernels(SIMD8<Double>.self))
    }

    public static func float(caches: CoreCaches) -> MicroKernels<Float> {
      MicroKernels(
        tile: tileKernels(MultiplyTile<SIMD16<Float>, 3, 8, 1>.self),
        stream: streamKernels(SIMD16<Float>.self, single: PlainLoad<SIMD16<Float>>.self, caches: caches),
        scatter: scatterKernels(SIMD16<Float>.self), elementwise: elementwiseKernels(SIMD16<Float>.self),
        probe: probeKernels(SIMD16<Float>.self))
    }

    public static var scan: ScanKernels {
      ScanKernels(
        oneRow: { RowScan<Narrowing8, 1>.run($0, $1) }, fewRows: { RowScan<Narrowing8, 4>.run($0, $1) })
    }

    public static var passes: PassKernels {
      PassKernels(
        write: { count, value, a in StreamLoop<SIMD8<Double>>.write(count: count, value.pointee, a) },
        copy: { count, b, a in StreamLoop<SIMD8<Double>>.copy(count: count, b, a) },
        triad: { count, b, c, factor, a in
          StreamLoop<SIMD8<Double>>.triad(count: count, b, c, factor: factor.pointee, a) { $2.addingProduct($0, $1) }
        })
    }

    public static var lines: LineKernel {
      LineKernel(
        lanes: 8, oneLine: { LineAddition<SIMD8<Double>, 1>.run($0, $1) },
        twoLines: { LineAddition<SIMD8<Double>, 2>.run($0, $1) })
    }
  }

  /// Inlined into its two callers, so that every closure is compiled for one vector type and one tile.
  @inline(__always)
  private func tileKernels<V: SIMD & SendableMetatype, let vectors: Int, let columns: Int, let copies: Int>(
    _: MultiplyTile<V, vectors, columns, copies>.Type
  ) -> TileKernels<V.Scalar> where V.Scalar: MatrixScalar {
    typealias Tile = MultiplyTile<V, vectors, columns, copies>
    typealias Solve = TriangleTile<V, 6, 4>
    typealias NarrowSolve = TriangleTile<V, 6, 1>
    typealias Packing = PanelPacking<V.Scalar>
    return TileKernels(
      rows: Tile.rows, columns: columns, copies: copies, lanes: V.scalarCount, solveRows: Solve.unknowns,
      solveColumns: Solve.columns,
      multiplyTile: { depth, a, b, update, c, stride in
        Tile.run(depth: depth, a, b, update, c, columnStride: stride) { $2.addingProduct($0, $1) }
      },
      multiplyStrip: { rows, strip, update, c, stride in
        var row = 0
        while row &+ Tile.rows <= rows {
          Tile.run(strip, row: row, update, c, columnStride: stride) { $2.addingProduct($0, $1) }
          row &+= Tile.rows
        }
        while row &+ 2 &* V.scalarCount <= rows {
          MultiplyTile<V, 2, columns, copies>.run(strip, row: row, update, c, columnStride: stride) {
            $2.addingProduct($0, $1)
          }
          row &+= 2 &* V.scalarCount
        }
        if row < rows {
          MultiplyTile<V, 1, columns, copies>.run(strip, row: row, update, c, columnStride: stride) {
            $2.addingProduct($0, $1)
          }
        }
      },
      packRows: { lines, depth, source, lineStride, depthStride, target in
        Tile.packRows(lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
      },
      packColumns: { lines, depth, source, lineStride, depthStride, target in
        Packing.pack(
          width: columns, lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
      },
      solveLower: { blocks, isUnit, t, x in
        Solve.solveLower(blocks: blocks, isUnit: isUnit, t, x) { $2.addingProduct($0, $1) }
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
        NarrowSolve.solveLower(blocks: blocks, isUnit: isUnit, t, x) { $2.addingProduct($0, $1) }
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
          $2.addingProduct($0, $1)
        }
      },
      divideColumn: { count, pivot, y in PanelColumn<V>.divide(count: count, by: pivot.pointee, y) })
  }

  @inline(__always)
  private func streamKernels<V: SIMD & SendableMetatype, Single: VectorLoad & SendableMetatype>(
    _: V.Type, single: Single.Type, caches: CoreCaches
  ) -> StreamKernels<V.Scalar> where V.Scalar: MatrixScalar, Single.Stored == Float, Single.Vector == V {
    StreamKernels(
      plain: productKernels(PlainLoad<V>.self, column: RowProduct<PlainLoad<V>, 8, 1>.self, caches: caches),
      // Half as many lines for as many elements: more rows, so that as many lines are on their way.
      single: productKernels(single, column: RowProduct<Single, 12, 1>.self, caches: caches))
  }

  @inline(__always)
  private func productKernels<Load: VectorLoad & SendableMetatype, let rows: Int>(
    _: Load.Type, column: RowProduct<Load, rows, 1>.Type, caches: CoreCaches
  ) -> ProductKernels<Load.Stored, Load.Vector.Scalar> {
    ProductKernels(
      lanes: Load.lanes,
      rows: .init(
        one: rowProduct(column, caches), two: rowProduct(RowProduct<Load, 4, 2>.self, caches),
        four: rowProduct(RowProduct<Load, 4, 4>.self, caches), eight: rowProduct(RowProduct<Load, 3, 8>.self, caches)),
      columns: .init(
        one: columnProduct(ColumnProduct<Load, 4, 1>.self), two: columnProduct(ColumnProduct<Load, 4, 2>.self),
        four: columnProduct(ColumnProduct<Load, 4, 4>.self), eight: columnProduct(ColumnProduct<Load, 3, 8>.self)),
      // Elements are widened one at a time there: worth it for many columns.
      mostColumnsOfRows: MemoryLayout<Load.Stored>.size < MemoryLayout<Load.Vector.Scalar>.size ? 16 : Load.lanes / 2,
      panels: { count, depth, width, a, stride, x, p in
        PanelProduct<Load, 4, 2, 6>.run(count: count, depth: depth, width: width, a, rowStride: stride, x, p) {
          $2.addingProduct($0, $1)
        }
      },
      crossPanels: { count, depth, width, a, stride, x, p in
        PanelProduct<Load, 4, 2, 6>.run(
          count: count, depth: depth, width: width, a, rowStride: 1, stepStride: stride, x, p
        ) { $2.addingProduct($0, $1) }
      },
      narrowPanels: narrowPanels(Load.self, caches))
  }

  @inline(__always)
  private func narrowPanels<Load: VectorLoad & SendableMetatype>(
    _: Load.Type, _ caches: CoreCaches
  ) -> ProductKernels<Load.Stored, Load.Vector.Scalar>.Panels {
    let eight = narrowPanels(NarrowPanelProduct<Load, 8>.self, caches)
    // Twelve rows were found best for eight lanes of full precision; of sixteen lanes they are not inlined (`WeakFunctionTests`).
    guard Load.lanes == 8, MemoryLayout<Load.Stored>.size == 8 else { return eight }
    let twelve = narrowPanels(NarrowPanelProduct<Load, 12>.self, caches)
    return { count, depth, width, a, stride, x, p in
      let product = count >= 12 && NarrowPanelProduct<Load, 12>.fits(caches, rowStride: stride) ? twelve : eight
      product(count, depth, width, a, stride, x, p)
    }
  }

  @inline(__always)
  private func narrowPanels<Load: VectorLoad & SendableMetatype, let rows: Int>(
    _: NarrowPanelProduct<Load, rows>.Type, _ caches: CoreCaches
  ) -> ProductKernels<Load.Stored, Load.Vector.Scalar>.Panels {
    { count, depth, _, a, stride, x, p in
      NarrowPanelProduct<Load, rows>.run(caches: caches, count: count, depth: depth, a, rowStride: stride, x, p) {
        $2.addingProduct($0, $1)
      }
    }
  }

  @inline(__always)
  private func rowProduct<Load: VectorLoad & SendableMetatype, let rows: Int, let columns: Int>(
    _: RowProduct<Load, rows, columns>.Type, _ caches: CoreCaches
  ) -> ProductKernels<Load.Stored, Load.Vector.Scalar>.Kernel {
    { count, depth, a, stride, x, p in
      RowProduct<Load, rows, columns>.run(caches: caches, count: count, depth: depth, a, rowStride: stride, x, p) {
        $2.addingProduct($0, $1)
      }
    }
  }

  @inline(__always)
  private func columnProduct<Load: VectorLoad & SendableMetatype, let vectors: Int, let columns: Int>(
    _: ColumnProduct<Load, vectors, columns>.Type
  ) -> ProductKernels<Load.Stored, Load.Vector.Scalar>.Kernel {
    { count, depth, a, stride, x, p in
      ColumnProduct<Load, vectors, columns>.run(count: count, depth: depth, a, columnStride: stride, x, p) {
        $2.addingProduct($0, $1)
      }
    }
  }

  @inline(__always)
  private func scatterKernels<V: SIMD & SendableMetatype>(_: V.Type) -> ScatterKernels<V.Scalar> where V.Scalar: MatrixScalar {
    ScatterKernels(
      sumRows: { rows, count, sources, factors, adds, sum in
        RowSums<V>.run(rows: rows, count: count, sources, factors, adds: adds, sum) { $2.addingProduct($0, $1) }
      },
      sumIndexed: { length, lists, indices, weights, x, places, c, stride in
        IndexedSums.run(length: length, lists: lists, indices, weights: weights, x, places, c, stride: stride)
      },
      sumRowsOfFour: { rows, count, sources, factors, sums in
        InterleavedRowSums<V>.run(rows: rows, count: count, sources, factors: factors, sums) { $2.addingProduct($0, $1) }
      },
      sumIndexedOfFour: { length, lists, indices, x, places, rows, stride in
        FourIndexedSums<SIMD4<V.Scalar>>.run(length: length, lists: lists, indices, x, places, rows, stride: stride)
      },
      sumWeightedOfFour: { length, lists, indices, weights, x, places, rows, stride in
        FourIndexedSums<SIMD4<V.Scalar>>.run(
          length: length, lists: lists, indices, weights: weights, x, places, rows, stride: stride)
      },
      sparseDots: { operation, first, last in operation.dots(first, last) },
      lanes: V.scalarCount,
      combineRows: { operation, first, last, columns in
        operation.combine(first, last, columns: columns) { (x: V, y: V, z: V) in z.addingProduct(x, y) }
      },
      combineTwo: { operation, first, last, columns in
        operation.combinePair(SIMD2<V.Scalar>.self, first, last, columns: columns)
      },
      combineFour: { operation, first, last, columns in
        operation.combinePair(SIMD4<V.Scalar>.self, first, last, columns: columns)
      },
      combineEight: { operation, first, last, columns in
        operation.combinePair(SIMD8<V.Scalar>.self, first, last, columns: columns)
      },
      scatter: { operation, first, last, columns in
        operation.scatter(SparseScatter<V.Scalar, 1>.self, first, last, columns: columns)
      },
      scatterTwo: { operation, first, last, columns in
        operation.scatter(SparseScatter<V.Scalar, 2>.self, first, last, columns: columns)
      },
      scatterFour: { operation, first, last, columns in
        operation.scatter(SparseScatter<V.Scalar, 4>.self, first, last, columns: columns)
      },
      scatterEight: { operation, first, last, columns in
        operation.scatter(SparseScatter<V.Scalar, 8>.self, first, last, columns: columns)
      })
  }

  @inline(__always)
  private func elementwiseKernels<V: SIMD & SendableMetatype>(
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
        LineNorms<V>.addSquares(count: count, x, factor: factor.pointee, sum) { $2.addingProduct($0, $1) }
      })
  }

  @inline(__always)
  private func probeKernels<V: SIMD & SendableMetatype>(_: V.Type) -> ProbeKernels<V.Scalar> where V.Scalar: MatrixScalar {
    ProbeKernels(
      multiplyAdds: { steps, result in result.pointee = PeakLoop<V, 3, 8>.run(steps: steps) { $2.addingProduct($0, $1) } },
      flopsPerStep: PeakLoop<V, 3, 8>.flopsPerStep,
      readAlong: { count, memory, result in result.pointee = ReadLoop<V, 1>.run(count: count, memory) },
      readStreams: { count, memory, result in result.pointee = ReadLoop<V, 4>.run(count: count, memory) })
  }
#endif
