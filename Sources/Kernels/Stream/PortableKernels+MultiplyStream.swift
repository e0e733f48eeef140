import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// Whether a product with a few columns is better made in one pass over the matrix than in packed panels: always with up
  /// to eight, with more when the matrix is worth a team: small matrices are in cache anyway (2026-11, two cores of Zen 5:
  /// `leontief-bench run --suite kernels --only ax-f64`, with `--scale 0.03` for small ones).
  func isNarrow(_ columns: Int, _ a: Input) -> Bool {
    guard columns > 1 else { return columns == 1 }
    let isLarge = a.rows * a.columns * MemoryLayout<Scalar>.stride > blocks.bytesPerThread
    return columns <= (isLarge ? StreamCut.mostColumns : ColumnGroup.widest)
      && StreamForm(a, columns: columns, mostColumnsOfRows: micro.stream.plain.mostColumnsOfRows) != nil
  }

  /// C ← α A X + β C for few columns. Memory-bound: A is read once, along memory, for all columns. The order of the
  /// operations on an element of C depends on the shape and the processor alone.
  func multiplyStream<Stored>(
    _ kernels: ProductKernels<Stored, Scalar>, _ alpha: Scalar, _ a: StridedMatrix<Stored>, _ x: Input, _ beta: Scalar,
    _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    if multiplySmallVector(kernels, alpha, a, x, beta, c) { return }
    guard alpha != 0, a.columns > 0 else {
      scale(c, by: beta, team)
      return
    }
    let bytes = a.rows * a.columns * MemoryLayout<Stored>.stride
    let team = self.team(team, reading: bytes / MemoryLayout<Scalar>.stride)
    for first in stride(from: 0, to: c.columns, by: StreamCut.mostColumns) {
      let columns = first..<min(first + StreamCut.mostColumns, c.columns)
      multiplyPass(kernels, alpha, a, x.window(0..<x.rows, columns), beta, c.window(0..<c.rows, columns), team)
    }
  }

  /// One pass over A.
  private func multiplyPass<Stored>(
    _ kernels: ProductKernels<Stored, Scalar>, _ alpha: Scalar, _ a: StridedMatrix<Stored>, _ x: Input, _ beta: Scalar,
    _ c: Output, _ team: Team
  ) {
    guard let form = StreamForm(a, columns: c.columns, mostColumnsOfRows: kernels.mostColumnsOfRows) else {
      multiplyStrided(alpha, a, x, beta, c, team)
      return
    }
    let cut = StreamCut(
      form: form, rows: a.rows, depth: a.columns, columns: c.columns, blocks: blocks, lanes: kernels.lanes)
    let slots = cut.dividesParts(team) ? cut.parts : min(cut.parts, 2)
    withScratch(cut.packed + slots * cut.sums) { scratch in
      guard let scratch else {
        multiplyStrided(alpha, a, x, beta, c, team)
        return
      }
      let product = StreamProduct(kernels: kernels, cut: cut, a: a, scratch: scratch.base)
      packColumns(product, x, team)
      if cut.dividesParts(team) {
        runParts(product, alpha, beta, c, team)
      } else {
        runRows(product, alpha, beta, c, team)
      }
    }
  }

  private func packColumns<Stored>(_ product: StreamProduct<Stored, Scalar>, _ x: Input, _ team: Team) {
    self.team(team, reading: x.rows * x.columns).split(0..<x.rows, grain: StreamCut.rowGrain) { rows in
      for group in product.cut.groups {
        product.columns(group).pack(x.window(0..<x.rows, group.columns), rows)
      }
    }
  }

  /// Every member takes pieces of rows and all parts, one after the other.
  private func runRows<Stored>(
    _ product: StreamProduct<Stored, Scalar>, _ alpha: Scalar, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    team.share(0..<c.rows, grain: product.cut.grain, piece: product.cut.piece) { rows in
      for part in 0..<product.cut.parts {
        product.run(part: part, rows, slot: min(part, 1))
        if part > 0 { product.join(1, rows) }
      }
      place(product, alpha, beta, c, rows)
    }
  }

  /// Members divide the parts too; their sums are added when all are there, in the same order.
  private func runParts<Stored>(
    _ product: StreamProduct<Stored, Scalar>, _ alpha: Scalar, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    let (parts, cut) = (product.cut.parts, product.cut)
    let pieces = (c.rows + cut.grain - 1) / cut.grain
    // About equal pieces, so that members have about equally much to do.
    let bounds = (0..<pieces).map { c.rows * $0 / pieces / cut.unit * cut.unit } + [c.rows]
    team.split(0..<parts * pieces) { tasks in
      for task in tasks {
        let (part, piece) = (task % parts, task / parts)
        product.run(part: part, bounds[piece]..<bounds[piece + 1], slot: part)
      }
    }
    for part in 1..<parts { product.join(part, 0..<c.rows) }
    place(product, alpha, beta, c, 0..<c.rows)
  }

  private func place<Stored>(
    _ product: StreamProduct<Stored, Scalar>, _ alpha: Scalar, _ beta: Scalar, _ c: Output, _ rows: Range<Int>
  ) {
    for group in product.cut.groups {
      product.sums(0, group).place(alpha, beta, c.window(0..<c.rows, group.columns), rows)
    }
  }

  /// The slow way for strides without a unit, and that needs no memory.
  private func multiplyStrided<Stored>(
    _ alpha: Scalar, _ a: StridedMatrix<Stored>, _ x: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    team.split(0..<c.rows, grain: 16) { rows in
      for i in rows {
        for k in 0..<c.columns {
          var sum: Scalar = 0
          for j in 0..<a.columns { sum += Scalar(a[i, j]) * x[j, k] }
          c[i, k] = beta == 0 ? alpha * sum : alpha * sum + beta * c[i, k]
        }
      }
    }
  }
}
