import MatrixCore

/// How an inversion by Gauss-Jordan elimination is cut, and its scratch memory in elements.
struct GaussJordanPlan: Sendable {
  let team: Team
  /// Pivots of a step.
  let width: Int
  /// How the columns are cut from which a step is eliminated.
  let chunks: ColumnChunks
  /// One packed step; there are two, since the next is packed while the last is in use.
  let packedStep: Int
  /// What the inversion of a pivot block needs.
  let blockWork: Int
  /// What each member needs.
  let memberWork: Int
  let total: Int

  init<Scalar>(_ kernels: PortableKernels<Scalar>, order n: Int, team: Team) {
    let (tile, blocks) = (kernels.micro.tile, kernels.blocks)
    self.team = team
    width = Self.width(blocks, tileRows: tile.rows, order: n)
    // The packed columns of all members are to fit where those of a product do.
    let most = max(blocks.columns / team.threads / tile.columns, 1) * tile.columns
    chunks = ColumnChunks(grain: tile.columns, least: min(2 * tile.columns, most), most: most, members: team.threads)
    let sizes = GaussJordanSizes(tile, width: width)
    packedStep = sizes.packed(order: n)
    blockWork = GaussJordanBlock.scratch(kernels, order: width).inWholeLines
    memberWork = sizes.work(columns: max(chunks.width(n), width))
    total = 2 * packedStep + blockWork + team.threads * memberWork
  }

  /// Steps are as wide as panels of a factorization may be, in whole tiles, so that those above and below the pivots are whole
  /// too.
  private static func width(_ blocks: BlockSizes, tileRows: Int, order n: Int) -> Int {
    let width = blocks.panel(order: n)
    return min(n, width < tileRows ? width : width / tileRows * tileRows)
  }
}
