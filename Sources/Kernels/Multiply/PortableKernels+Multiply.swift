import KernelTemplates
import MatrixCore

// The five loops of Goto and van de Geijn (2008), ACM TOMS 34(3): columns of B by n_c, the inner dimension by k_c, rows of A
// by m_c, then the tiles. The team packs B together and divides the tiles of C among its members; each member packs the
// rows of A it needs. Each element of C is the same sequence of operations whatever the team.
extension PortableKernels {
  /// C ← α A B + β C.
  func multiply(_ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team) {
    if isSmallAndWide(alpha, a, b, beta, c) {
      multiplyPanels(alpha, a, b, beta, c, team)
    } else if isNarrow(c.columns, a) {
      multiplyStream(micro.stream.plain, alpha, a, b, beta, c, team)
    } else if isNarrow(c.rows, b) {
      multiplyStream(micro.stream.plain, alpha, b.transposed, a.transposed, beta, c.transposed, team)
    } else {
      multiplyPanels(alpha, a, b, beta, c, team)
    }
  }

  /// The same without the special treatment of vectors: a column of C does not depend on how many stand beside it.
  func multiplyPanels(_ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team) {
    guard c.rows > 0, c.columns > 0 else { return }
    // Tiles are stored by columns: a row-major C is the transposed product.
    if c.rowStride != 1 && c.columnStride == 1 {
      multiplyPanels(alpha, b.transposed, a.transposed, beta, c.transposed, team)
      return
    }
    let isEmpty = alpha == 0 || a.columns == 0
    if isEmpty || (beta != 0 && beta != 1) { scale(c, by: beta, team) }
    if isEmpty { return }
    let team = self.team(team, flops: 2 * c.rows * c.columns * a.columns)
    if multiplyUnpackedTiles(alpha, a, b, beta, c, team) { return }
    if multiplyPacked(alpha, a, b, beta, c, team) { return }
    if team.threads > 1, multiplyPacked(alpha, a, b, beta, c, Team(threads: 1)) { return }
    let small = PortableKernels(micro, blocks: blocks.reduced(tileRows: micro.tile.rows, tileColumns: micro.tile.columns))
    if small.multiplyPacked(alpha, a, b, beta, c, Team(threads: 1)) { return }
    multiplyUnpacked(alpha, a, b, beta, c, team)
  }

  /// Returns false, with nothing changed, when the packed parts find no memory.
  private func multiplyPacked(
    _ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) -> Bool {
    let subtracts = alpha == -1 && beta != 0
    // ±1 are free. Another factor meets a tile's sums when they are placed: in the packed part of B it could overflow where
    // the sums do not.
    let isSign = alpha == 1 || alpha == -1
    let cut = MultiplyCut(blocks, micro, rows: c.rows, columns: c.columns, depth: a.columns)
    return withScratch(cut.packedColumns + team.threads * cut.memberScratch) { scratch in
      guard let scratch else { return false }
      for j in stride(from: 0, to: c.columns, by: cut.columns) {
        let columns = j..<min(j + cut.columns, c.columns)
        for p in stride(from: 0, to: a.columns, by: cut.depth) {
          let depth = p..<min(p + cut.depth, a.columns)
          packColumns(b.window(depth, columns), negated: alpha == -1 && !subtracts, scratch, team)
          let step = MultiplyStep(
            a: a.window(0..<a.rows, depth), packedColumns: scratch.base,
            update: p == 0 && beta == 0 ? .replace : subtracts ? .subtract : .add, c: c.window(0..<c.rows, columns),
            factor: isSign ? nil : alpha)
          team.run { member, members in
            let own = scratch.base + (cut.packedColumns + member * cut.memberScratch)
            runMember(step, cut, member, TeamGrid(members: members, rowTiles: cut.rowTiles, columnTiles: cut.columnTiles), own)
          }
        }
      }
      return true
    }
  }

  /// The slow way that needs no memory but for the sums of a few rows. C is scaled by a β other than 0 already.
  private func multiplyUnpacked(_ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team) {
    let height = 64
    team.split(0..<c.columns) { columns in
      withUnsafeTemporaryAllocation(of: Scalar.self, capacity: height) { room in
        guard let sums = room.baseAddress else { return }
        for j in columns {
          for first in stride(from: 0, to: c.rows, by: height) {
            let rows = first..<min(first + height, c.rows)
            sums.update(repeating: 0, count: rows.count)
            for p in 0..<a.columns {
              let factor = b[p, j]
              for i in rows { sums[i &- first] += a[i, p] * factor }
            }
            Self.place(sums, height, beta == 0 ? .replace : .add, c.window(rows, j..<j + 1), times: alpha)
          }
        }
      }
    }
  }

  /// Packs B together.
  private func packColumns(_ b: Input, negated: Bool, _ target: ScratchMemory<Scalar>, _ team: Team) {
    team.split(0..<b.columns, grain: micro.tile.columns) { part in
      packColumns(
        b.window(0..<b.rows, part), negated: negated, target.base + part.lowerBound * b.rows * micro.tile.copies)
    }
  }

  private func runMember(
    _ step: MultiplyStep<Scalar>, _ cut: MultiplyCut, _ member: Int, _ grid: TeamGrid, _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    guard member < grid.rowParts * grid.columnParts else { return }
    let rows = TeamGrid.part(
      member % grid.rowParts, of: grid.rowParts, extent: step.c.rows, tile: micro.tile.rows)
    let columns = TeamGrid.part(
      member / grid.rowParts, of: grid.columnParts, extent: step.c.columns, tile: micro.tile.columns)
    guard !columns.isEmpty else { return }
    // Blocks of equal height: a last one of a few rows would fetch the packed columns for little work.
    let blocks = (rows.count + cut.rows - 1) / cut.rows
    let height = (rows.count / max(blocks, 1) + micro.tile.rows) / micro.tile.rows * micro.tile.rows
    for i in stride(from: rows.lowerBound, to: rows.upperBound, by: min(height, cut.rows)) {
      let block = i..<min(i + min(height, cut.rows), rows.upperBound)
      packRows(step.a.window(block, 0..<step.a.columns), scratch)
      multiplyBlock(step, block, columns, packedRows: scratch, tile: scratch + cut.packedRows)
    }
  }

  /// Packs all of B, which one block of depth holds, on one thread.
  func packColumns(_ b: Input, negated: Bool = false, _ target: UnsafeMutablePointer<Scalar>) {
    let (width, depth) = (micro.tile.columns, b.rows * micro.tile.copies)
    for j in stride(from: 0, to: b.columns, by: width) {
      let panel = target + j * depth
      micro.tile.packColumns(
        min(width, b.columns - j), b.rows, b.base + j * b.columnStride, b.columnStride, b.rowStride, panel)
      if negated { for k in 0..<width * depth { panel[k].negate() } }
    }
  }

  func packRows(_ a: Input, _ target: UnsafeMutablePointer<Scalar>) {
    micro.tile.packRows(a.rows, a.columns, a.base, a.rowStride, a.columnStride, target)
  }

  /// All tiles of one packed block of rows.
  func multiplyBlock(
    _ step: MultiplyStep<Scalar>, _ rows: Range<Int>, _ columns: Range<Int>,
    packedRows: UnsafeMutablePointer<Scalar>, tile: UnsafeMutablePointer<Scalar>
  ) {
    let (height, width, depth, c) = (micro.tile.rows, micro.tile.columns, step.a.columns, step.c)
    for j in stride(from: columns.lowerBound, to: columns.upperBound, by: width) {
      let b = step.packedColumns + j * depth * micro.tile.copies
      for i in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
        let a = packedRows + (i - rows.lowerBound) * depth
        let target = c.base + (i * c.rowStride + j * c.columnStride)
        if c.rowStride == 1 && i + height <= c.rows && j + width <= c.columns && step.factor == nil {
          micro.tile.multiplyTile(depth, a, b, step.update, target, c.columnStride)
        } else {
          micro.tile.multiplyTile(depth, a, b, .replace, tile, height)
          let part = c.window(i..<min(i + height, c.rows), j..<min(j + width, c.columns))
          Self.place(tile, height, step.update, part, times: step.factor)
        }
      }
    }
  }
}
