import MatrixCore

/// How a factorization is cut, and its scratch memory in elements.
struct LookAheadPlan: Sendable {
  let team: Team
  /// Columns of a panel.
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
    packedRows = Self.up(Self.up(n, tile.rows) * panel)
    packedPanel = packedRows + Self.up(TriangularSystem<Scalar>.packedSize(order: panel, height: tile.solveRows))
    panelWork = Self.up(PanelFactorization.scratch(kernels, width: panel))
    sides = Self.up((panel + tile.solveRows) * tile.solveColumns)
    let widest = max(chunks.width(n), panel)
    packedColumns = Self.up((widest + tile.columns) * panel * tile.copies)
    memberWork = sides + packedColumns + Self.up(tile.rows * tile.columns)
    total = 2 * packedPanel + panelWork + team.threads * memberWork
  }

  /// A multiple of 16 elements keeps every part on its own cache line.
  private static func up(_ size: Int, _ multiple: Int = 16) -> Int { (size + multiple - 1) / multiple * multiple }
}
