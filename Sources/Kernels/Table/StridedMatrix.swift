import MatrixCore

/// A matrix as kernels see it: a base address and two strides. Valid only inside the call that received it.
package struct StridedMatrix<Scalar: MatrixScalar>: @unchecked Sendable {
  package var base: UnsafePointer<Scalar>
  package var rows: Int
  package var columns: Int
  package var rowStride: Int
  package var columnStride: Int

  var transposed: StridedMatrix {
    StridedMatrix(base: base, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
  }

  func window(_ rowRange: Range<Int>, _ columnRange: Range<Int>) -> StridedMatrix {
    StridedMatrix(
      base: base + (rowRange.lowerBound * rowStride + columnRange.lowerBound * columnStride), rows: rowRange.count,
      columns: columnRange.count, rowStride: rowStride, columnStride: columnStride)
  }

  subscript(i: Int, j: Int) -> Scalar { base[i &* rowStride &+ j &* columnStride] }
}

/// The same for a matrix that is written.
package struct MutableStridedMatrix<Scalar: MatrixScalar>: @unchecked Sendable {
  package var base: UnsafeMutablePointer<Scalar>
  package var rows: Int
  package var columns: Int
  package var rowStride: Int
  package var columnStride: Int

  var reading: StridedMatrix<Scalar> {
    StridedMatrix(
      base: UnsafePointer(base), rows: rows, columns: columns, rowStride: rowStride, columnStride: columnStride)
  }

  var transposed: MutableStridedMatrix {
    MutableStridedMatrix(base: base, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
  }

  func window(_ rowRange: Range<Int>, _ columnRange: Range<Int>) -> MutableStridedMatrix {
    MutableStridedMatrix(
      base: base + (rowRange.lowerBound * rowStride + columnRange.lowerBound * columnStride), rows: rowRange.count,
      columns: columnRange.count, rowStride: rowStride, columnStride: columnStride)
  }

  subscript(i: Int, j: Int) -> Scalar {
    get { base[i &* rowStride &+ j &* columnStride] }
    nonmutating set { base[i &* rowStride &+ j &* columnStride] = newValue }
  }
}

extension StridedMatrix {
  init(_ view: MatrixView<Scalar>) {
    self.init(
      base: view.base, rows: view.rows, columns: view.columns, rowStride: view.rowStride, columnStride: view.columnStride)
  }
}

extension MutableStridedMatrix {
  init(_ view: borrowing MutableMatrixView<Scalar>) {
    self.init(
      base: view.base, rows: view.rows, columns: view.columns, rowStride: view.rowStride, columnStride: view.columnStride)
  }
}
