import MatrixCore

/// How a factorization is cut, and its scratch memory in elements.
struct LookAheadPlan: Sendable {
  let team: Team
  /// Columns of a panel at most.
  let panel: Int
  /// How the rest of the matrix is cut to be updated.
  let chunks: ColumnChunks
  /// One packed panel: its rows below the diagonal block, then its triangle. There are two, since the next one is packed
  /// while the last is in use.
  let packedRows: Int
  let packedPanel: Int
  /// What the member that factors a panel needs.
  let panelWork: Int
  /// What each member needs: packed sides, packed columns, a tile.
  let sides: Int
  let packedColumns: Int
  let memberWork: Int
  let total: Int

  init<Scalar>(_ kernels: PortableKernels<Scalar>, order n: Int, team: Team) {
    let (tile, blocks) = (kernels.micro.tile, kernels.blocks)
    self.team = team
    panel = min(n, blocks.panel(order: n))
    let grain = max(tile.solveColumns, tile.columns)
    // The packed columns of all members are to fit where those of a product do.
    let most = max(blocks.columns / team.threads / grain, 1) * grain
    chunks = ColumnChunks(grain: grain, least: min(2 * grain, most), most: most, members: team.threads)
    packedRows = (n.roundedUp(to: tile.rows) * panel).inWholeLines
    packedPanel = packedRows + TriangularSystem<Scalar>.packedSize(order: panel, height: tile.solveRows).inWholeLines
    panelWork = PanelFactorization.scratch(kernels, width: panel).inWholeLines
    sides = ((panel + tile.solveRows) * tile.solveColumns).inWholeLines
    let widest = max(chunks.width(n), panel)
    packedColumns = ((widest + tile.columns) * panel * tile.copies).inWholeLines
    memberWork = sides + packedColumns + (tile.rows * tile.columns).inWholeLines
    total = 2 * packedPanel + panelWork + team.threads * memberWork
  }

  /// Where panels begin and end.
  ///
  /// The first one is narrow, since nothing is done beside it. Towards the end a panel takes longer than what is updated
  /// meanwhile: it is the narrower the less is left, down to half of the width, 96 at most and 32 at least. All numbers of
  /// threads have the same panels, and the same results. `leontief-bench run --sizes 598,1435,2464 --only dgetrf` tells what
  /// others cost (2026-11, two cores of Zen 5, and with `--threads 1`).
  static func panels(order n: Int, _ blocks: BlockSizes) -> [Range<Int>] {
    let widest = blocks.panel(order: n)
    func whole(_ width: Int) -> Int { min(widest, max(blocks.leaf, width / blocks.leaf * blocks.leaf)) }
    let half = whole(widest / 2)
    let narrowest = max(min(half, 96), min(widest, 32))
    var (panels, start) = ([Range<Int>](), 0)
    while start < n {
      let width = start == 0 ? min(half, 64) : max(narrowest, whole((n - start) / 8))
      let end = min(start + width, n)
      panels.append(start..<end)
      start = end
    }
    return panels
  }
}
