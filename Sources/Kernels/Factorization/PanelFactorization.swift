import KernelTemplates
import MatrixCore

/// Factors a tall panel with contiguous columns on one thread, by halves (Toledo 1997), so that most of its work is products.
struct PanelFactorization<Scalar: MatrixScalar> {
  let kernels: PortableKernels<Scalar>
  let pivoting: Pivoting
  /// `scratch(width:)` elements.
  let work: UnsafeMutablePointer<Scalar>

  /// Elements of scratch memory for panels up to `width` columns.
  static func scratch(_ kernels: PortableKernels<Scalar>, width: Int) -> Int {
    let half = (width + 1) / 2
    return SidesScratch(kernels.micro.tile, order: half).total + ThinUpdate(kernels, depth: half, columns: half).total + 16
  }

  /// P A = L U. Pivots count from the panel's first row. The first column without a usable pivot, or nil.
  func factorize(_ panel: MutableStridedMatrix<Scalar>, _ pivots: UnsafeMutablePointer<Int>) -> Int? {
    let (m, n) = (panel.rows, panel.columns)
    if n <= min(kernels.blocks.leaf, PanelLeaf<Scalar>.mostColumns) {
      return PanelLeaf(panel, kernels.micro.tile, pivoting).factorize(pivots)
    }
    let half = n / 2
    let (left, right) = (panel.window(0..<m, 0..<half), panel.window(0..<m, half..<n))
    if let failed = factorize(left, pivots) { return failed }
    RowExchanges(pivots: UnsafePointer(pivots), steps: 0..<half).apply(right)
    let bottom = right.window(half..<m, 0..<n - half)
    update(left, right.window(0..<half, 0..<n - half), bottom)
    if let failed = factorize(bottom, pivots + half) { return half + failed }
    RowExchanges(pivots: UnsafePointer(pivots + half), steps: 0..<n - half).apply(left.window(half..<m, 0..<half))
    for i in half..<n { pivots[i] += half }
    return nil
  }

  /// The right half's top becomes rows of U, its bottom what is left to factor.
  private func update(
    _ left: MutableStridedMatrix<Scalar>, _ top: MutableStridedMatrix<Scalar>, _ bottom: MutableStridedMatrix<Scalar>
  ) {
    let order = left.columns
    let system = TriangularSystem(triangle: .lower, diagonal: .unit, t: left.window(0..<order, 0..<order).reading)
    let sizes = SidesScratch(kernels.micro.tile, order: order)
    system.packBlocks(0..<order, height: kernels.micro.tile.solveRows, work + sizes.sides)
    kernels.substitute(system, work + sizes.sides, top, sides: work)
    ThinUpdate(kernels, depth: order, columns: top.columns)
      .subtract(left.window(order..<left.rows, 0..<order).reading, top.reading, from: bottom, kernels, work)
  }
}

/// C ← C − A B on one thread for B of one block: B packed whole, A block by block.
struct ThinUpdate<Scalar: MatrixScalar> {
  private let packedColumns: Int
  private let packedRows: Int
  private let height: Int
  let total: Int

  init(_ kernels: PortableKernels<Scalar>, depth: Int, columns: Int) {
    let tile = kernels.micro.tile
    // Few rows at a time: what is packed is used from the first level of cache.
    height = 2 * tile.rows
    packedColumns = ((columns + tile.columns - 1) / tile.columns * tile.columns * depth * tile.copies + 15) / 16 * 16
    packedRows = (height * depth + 15) / 16 * 16
    total = packedColumns + packedRows + tile.rows * tile.columns
  }

  func subtract(
    _ a: StridedMatrix<Scalar>, _ b: StridedMatrix<Scalar>, from c: MutableStridedMatrix<Scalar>,
    _ kernels: PortableKernels<Scalar>, _ work: UnsafeMutablePointer<Scalar>
  ) {
    kernels.packColumns(b, work)
    let step = MultiplyStep(a: a, packedColumns: work, update: .subtract, c: c)
    let rows = work + packedColumns
    for i in stride(from: 0, to: c.rows, by: height) {
      let block = i..<min(i + height, c.rows)
      kernels.packRows(a.window(block, 0..<a.columns), rows)
      kernels.multiplyBlock(step, block, 0..<c.columns, packedRows: rows, tile: rows + packedRows)
    }
  }
}
