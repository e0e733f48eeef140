import Kernels
import MatrixCore

/// I − A = M − N with an M that is easily inverted.
struct Splitting {
  let orientation: Orientation
  let preconditioner: Preconditioner
  /// 1 / (1 − a_ii) for the diagonal preconditioner.
  let diagonal: [Double]
  /// For the block preconditioners.
  let inverses: BlockInverses?
  /// What follows every sweep over blocks, or nothing.
  let correction: AggregateCorrection?
  /// Whether blocks may be taken together for many columns. The eigenvalues of G = M⁻¹ N then reach down to −ρ, as Jacobi's
  /// do, which a method that takes them to lie elsewhere (Chebyshev's) does not converge on.
  let joinsBlocks: Bool

  /// Lines that are taken at once for many columns: a product packs all of X, which only this many lines pay for.
  /// Blocks of one group do not see each other's change, which costs passes where groups are larger. Chosen, not measured.
  static let manyColumnsGroup = 2048

  /// The groups of lines that are taken at once: all, or one block after the other.
  func groups(sectors n: Int, columns: Int) -> [Range<Int>] {
    guard preconditioner == .blockGaussSeidel, let inverses else { return n == 0 ? [] : [0..<n] }
    let least = joinsBlocks && columns >= PanelIteration.manyColumns ? min(Self.manyColumnsGroup, n / 2) : 0
    return ordered(Self.joined(inverses.partition.blocks, least: least))
  }

  /// Groups of lines in the order they are taken. Tables end with the rest of the world, which sells to all: from there, one
  /// pass less is needed on the real tables this was tried with.
  func ordered(_ groups: [Range<Int>]) -> [Range<Int>] { orientation == .output ? groups.reversed() : groups }

  /// Neighbouring blocks together, as long as a group is smaller than `least`.
  private static func joined(_ blocks: [Range<Int>], least: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for block in blocks {
      if let last = groups.last, last.count < least {
        groups[groups.count - 1] = last.lowerBound..<block.upperBound
      } else {
        groups.append(block)
      }
    }
    return groups
  }

  /// The indices of the blocks inside a group.
  func blocks(of group: Range<Int>) -> [Int] {
    guard let blocks = inverses?.partition.blocks else { return [] }
    return blocks.indices.filter { group.contains(blocks[$0].lowerBound) }
  }
}
