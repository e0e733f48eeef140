import KernelTemplates
import MatrixCore

/// How one product is cut, and what scratch memory that takes, in elements.
struct MultiplyCut {
  let depth: Int
  let rows: Int
  let columns: Int
  let rowTiles: Int
  let columnTiles: Int
  /// The packed part of B, shared by the team.
  let packedColumns: Int
  /// The packed block of A of one member.
  let packedRows: Int
  /// That block and one tile.
  let memberScratch: Int

  init<Scalar>(_ blocks: BlockSizes, _ micro: MicroKernels<Scalar>, rows: Int, columns: Int, depth: Int) {
    self.depth = min(blocks.depth, depth)
    self.rows = min(blocks.rows, rows).roundedUp(to: micro.tile.rows)
    self.columns = min(blocks.columns, columns).roundedUp(to: micro.tile.columns)
    rowTiles = rows.roundedUp(to: micro.tile.rows) / micro.tile.rows
    columnTiles = self.columns / micro.tile.columns
    packedColumns = (self.columns * self.depth * micro.tile.copies).inWholeLines
    packedRows = (self.rows * self.depth).inWholeLines
    memberScratch = packedRows + (micro.tile.rows * micro.tile.columns).inWholeLines
  }
}

/// One packed part of B times all rows of A.
struct MultiplyStep<Scalar: MatrixScalar>: @unchecked Sendable {
  let a: StridedMatrix<Scalar>
  let packedColumns: UnsafeMutablePointer<Scalar>
  let update: TileUpdate
  let c: MutableStridedMatrix<Scalar>
  /// What every sum is multiplied by before it joins C; nil for one.
  var factor: Scalar?
}
