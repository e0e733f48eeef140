import KernelTemplates
import MatrixCore

/// Scratch memory of a triangular solve with many right-hand sides, in elements: the packed sides, then the packed triangle.
struct SidesScratch {
  /// Where the triangle begins.
  let sides: Int
  let total: Int

  init<Scalar>(_ tile: TileKernels<Scalar>, order: Int) {
    let padded = (order + tile.solveRows - 1) / tile.solveRows * tile.solveRows
    // A multiple of 16 elements keeps the triangle on its own cache line.
    sides = (padded * tile.solveColumns + 15) / 16 * 16
    total = sides + TriangularSystem<Scalar>.packedSize(order: order, height: tile.solveRows)
  }
}
