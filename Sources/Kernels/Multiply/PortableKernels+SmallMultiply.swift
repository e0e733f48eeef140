import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// C ← C ± A B or C ← A B without packing, when the operands fit the second level of cache, C has contiguous columns and
  /// no factor has to be multiplied in. Returns false, with nothing changed, otherwise and when there is no memory for edges.
  func multiplyUnpackedTiles(
    _ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) -> Bool {
    guard c.rowStride == 1, alpha == 1 || alpha == -1 && beta != 0, isSmall(a, b, c) else { return false }
    let product = SmallMultiply(
      tile: micro.tile, depth: min(blocks.depth, a.columns), a: a, b: b, replaces: beta == 0, subtracts: alpha == -1)
    if team.threads == 1 { return multiplyUnpackedTiles(product, c) }
    let (height, width) = (micro.tile.rows, micro.tile.columns)
    let dividesColumns = c.columns >= 2 * width * team.threads
    let count = product.scratch(c, members: true)
    return withScratch(team.threads * count) { scratch in
      guard let scratch else { return false }
      if dividesColumns {
        team.split(0..<c.columns, grain: width) { member, columns in
          product.run(0..<c.rows, columns, c, scratch.base + member * count)
        }
      } else {
        team.split(0..<c.rows, grain: height) { member, rows in
          product.run(rows, 0..<c.columns, c, scratch.base + member * count)
        }
      }
      return true
    }
  }

  /// Whether a product of four columns and rows or more is better made in unpacked tiles than in one pass over its matrix:
  /// when those tiles load vectors from where they lie.
  func isSmallAndWide(_ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output) -> Bool {
    guard min(c.rows, c.columns) >= 4, alpha == 1 || alpha == -1 && beta != 0 else { return false }
    if c.rowStride == 1 { return a.rowStride == 1 && isSmall(a, b, c) }
    return c.columnStride == 1 && b.columnStride == 1 && isSmall(b.transposed, a.transposed, c.transposed)
  }

  private func multiplyUnpackedTiles(_ product: SmallMultiply<Scalar>, _ c: Output) -> Bool {
    let count = product.scratch(c, members: false)
    if count == 0 {
      product.run(0..<c.rows, 0..<c.columns, c, nil)
      return true
    }
    return withScratch(count) { scratch in
      guard let scratch else { return false }
      product.run(0..<c.rows, 0..<c.columns, c, scratch.base)
      return true
    }
  }

  /// Whether the three matrices fit `blocks.unpacked`, A with what lies between its columns: one in a larger matrix would
  /// take a page for each.
  private func isSmall(_ a: Input, _ b: Input, _ c: Output) -> Bool {
    let most = blocks.unpacked / MemoryLayout<Scalar>.stride
    guard c.rows < most, c.columns < most, a.columns < most else { return false }
    let span = a.columns * (a.rowStride == 1 ? max(a.columnStride, a.rows) : a.rows)
    let count = span + a.columns * c.columns + c.rows * c.columns
    return count <= most && (min(c.rows, c.columns) <= 8 || count <= blocks.mostUnpacked)
  }
}
