import MatrixCore

/// How a factorization is cut, and its scratch memory in elements.
struct LookAheadPlan: Sendable {
  let team: Team
  /// Columns of a panel, and of the chunks the rest of the matrix is updated in.
  let panel: Int
  let chunk: Int
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
    // Enough chunks that the members finish together, none so narrow that its packing shows.
    let share = n / (3 * team.threads) / grain * grain
    chunk = min(max(share, grain), max(blocks.rows / grain, 1) * grain)
    packedRows = Self.up(Self.up(n, tile.rows) * panel)
    packedPanel = packedRows + Self.up(TriangularSystem<Scalar>.packedSize(order: panel, height: tile.solveRows))
    panelWork = Self.up(PanelFactorization.scratch(kernels, width: panel))
    sides = Self.up((panel + tile.solveRows) * tile.solveColumns)
    let widest = max(chunk, panel)
    packedColumns = Self.up((widest + tile.columns) * panel * tile.copies)
    memberWork = sides + packedColumns + Self.up(tile.rows * tile.columns)
    total = 2 * packedPanel + panelWork + team.threads * memberWork
  }

  /// A multiple of 16 elements keeps every part on its own cache line.
  private static func up(_ size: Int, _ multiple: Int = 16) -> Int { (size + multiple - 1) / multiple * multiple }
}
