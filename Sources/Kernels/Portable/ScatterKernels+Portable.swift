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
    },
    sumRowsOfFour: { rows, count, sources, factors, sums in
      InterleavedRowSums<V>.run(rows: rows, count: count, sources, factors: factors, sums) { multiplyAdd($0, $1, $2) }
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
      operation.combine(first, last, columns: columns) { (x: V, y: V, z: V) in multiplyAdd(x, y, z) }
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
