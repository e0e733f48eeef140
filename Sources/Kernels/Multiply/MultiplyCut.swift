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
    self.rows = Self.up(min(blocks.rows, rows), micro.tile.rows)
    self.columns = Self.up(min(blocks.columns, columns), micro.tile.columns)
    rowTiles = Self.up(rows, micro.tile.rows) / micro.tile.rows
    columnTiles = self.columns / micro.tile.columns
    // A multiple of 16 elements keeps every packed panel on its own cache line.
    packedColumns = Self.up(self.columns * self.depth * micro.tile.copies, 16)
    packedRows = Self.up(self.rows * self.depth, 16)
    memberScratch = packedRows + Self.up(micro.tile.rows * micro.tile.columns, 16)
  }

  private static func up(_ size: Int, _ multiple: Int) -> Int { (size + multiple - 1) / multiple * multiple }
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
