import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// y ← α A x + β y on one thread for a matrix of less than one thread's work: the inner loop and nothing around it. The
  /// operations on an element are those of a large product. Returns false, with nothing changed, for any other product.
  func multiplySmallVector<Stored>(
    _ kernels: ProductKernels<Stored, Scalar>, _ alpha: Scalar, _ a: StridedMatrix<Stored>, _ x: Input, _ beta: Scalar,
    _ y: Output
  ) -> Bool {
    let bytes = a.rows * a.columns * MemoryLayout<Stored>.stride
    guard y.columns == 1, alpha != 0, a.columns > 1, a.columns <= blocks.part, bytes < blocks.bytesPerThread else { return false }
    guard a.columnStride == 1 || a.rowStride == 1 else { return false }
    let lanes = kernels.lanes
    let (sums, factors) = (a.rows.roundedUp(to: lanes), a.columns.roundedUp(to: lanes))
    return withScratch(sums + factors) { scratch in
      guard let scratch else { return false }
      let (p, copy) = (scratch.base, scratch.base + sums)
      if x.rowStride != 1 { for j in 0..<a.columns { copy[j] = x[j, 0] } }
      let x = x.rowStride == 1 ? x.base : UnsafePointer(copy)
      if a.columnStride == 1 {
        kernels.rows.one(a.rows, a.columns, a.base, a.rowStride, x, p)
      } else {
        combineColumns(kernels, a, x, p, sums)
      }
      place(p, alpha, beta, y)
      return true
    }
  }

  /// p ← A x along the columns. The last rows that fill no vector are taken with some of those before them.
  private func combineColumns<Stored>(
    _ kernels: ProductKernels<Stored, Scalar>, _ a: StridedMatrix<Stored>, _ x: UnsafePointer<Scalar>,
    _ p: UnsafeMutablePointer<Scalar>, _ sums: Int
  ) {
    let (lanes, sweep) = (kernels.lanes, StreamCut.sweep)
    let whole = a.rows < lanes ? a.rows : a.rows / lanes * lanes
    let last = p + (sums - lanes)
    p.update(repeating: 0, count: sums)
    for j in stride(from: 0, to: a.columns, by: sweep) {
      let (base, depth) = (a.base + j * a.columnStride, min(sweep, a.columns - j))
      kernels.columns.one(whole, depth, base, a.columnStride, x + j, p)
      if whole < a.rows { kernels.columns.one(lanes, depth, base + (a.rows - lanes), a.columnStride, x + j, last) }
    }
    if whole < a.rows { for i in whole..<a.rows { p[i] = last[i - (a.rows - lanes)] } }
  }

  /// y ← α p + β y. With β = 0, y is not read.
  private func place(_ p: UnsafeMutablePointer<Scalar>, _ alpha: Scalar, _ beta: Scalar, _ y: Output) {
    if alpha == 1, beta == 0, y.rowStride == 1 {
      y.base.update(from: p, count: y.rows)
      return
    }
    for i in 0..<y.rows {
      let value = alpha * p[i]
      y[i, 0] = beta == 0 ? value : value + beta * y[i, 0]
    }
  }
}
