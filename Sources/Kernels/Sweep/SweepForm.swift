import KernelTemplates
import MatrixCore

/// A matrix whose lines are multiplied by packed columns: contiguous along the sum or along the result.
struct SweepForm: Sendable {
  /// The layout of the columns that are multiplied, and that of the product.
  let factors: PackedLines
  let products: PackedLines
  /// Whether the lines are contiguous.
  let isAlongLines: Bool

  /// Nil when no stride of the matrix is 1.
  init?<Scalar>(_ a: StridedMatrix<Scalar>, width: Int, lanes: Int) {
    guard a.columnStride == 1 || a.rowStride == 1 else { return nil }
    isAlongLines = a.columnStride == 1
    factors = PackedLines(width: width, lanes: isAlongLines ? lanes : 1)
    products = PackedLines(width: width, lanes: isAlongLines ? 1 : lanes)
  }

  /// P ← A X for some rows of A. The terms of an element are added in an order that depends on its row's length alone.
  func multiply<Stored, Scalar>(
    _ kernels: ProductKernels<Stored, Scalar>, _ a: StridedMatrix<Stored>, _ rows: Range<Int>,
    _ x: UnsafePointer<Scalar>, _ p: UnsafeMutablePointer<Scalar>
  ) {
    let width = factors.width
    let start = a.base + rows.lowerBound * a.rowStride
    if isAlongLines {
      // The loop leaves what it has nothing to add to.
      guard a.columns > 0 else { return p.update(repeating: 0, count: rows.count * width) }
      kernels.rows[width](rows.count, a.columns, start, a.rowStride, x, p)
      return
    }
    let padded = (rows.count + kernels.lanes - 1) / kernels.lanes * kernels.lanes
    p.update(repeating: 0, count: padded * width)
    // A vector is read whole where there are rows behind the last one: element by element would take longer than the rest.
    let count = rows.lowerBound + padded <= a.rows ? padded : rows.count
    for j in stride(from: 0, to: a.columns, by: StreamCut.sweep) {
      kernels.columns[width](
        count, min(StreamCut.sweep, a.columns - j), start + j * a.columnStride, a.columnStride, x + j * width, p)
    }
  }
}
