import Kernels
import MatrixCore

/// I − A = M − N with an M that is easily inverted.
struct Splitting: Sendable {
  let orientation: Orientation
  let preconditioner: Preconditioner
  /// 1 / (1 − a_ii) for the diagonal preconditioner.
  let diagonal: [Double]
  /// For the block preconditioners.
  let inverses: BlockInverses?

  /// The groups of lines that are taken at once: all, or one block after the other.
  func groups(sectors n: Int) -> [Range<Int>] {
    guard preconditioner == .blockGaussSeidel, let inverses else { return n == 0 ? [] : [0..<n] }
    // Tables end with the rest of the world, which sells to all: from there, one pass less is needed on the real tables
    // this was tried with.
    let blocks = inverses.partition.blocks
    return orientation == .output ? blocks.reversed() : blocks
  }

  /// The indices of the blocks inside a group.
  func blocks(of group: Range<Int>) -> [Int] {
    inverses?.partition.blocks.indices.filter { group.contains(inverses?.partition.blocks[$0].lowerBound ?? -1) } ?? []
  }
}
