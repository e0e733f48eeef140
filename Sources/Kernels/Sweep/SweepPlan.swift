import KernelTemplates
import MatrixCore

/// How a block Gauss-Seidel sweep is cut and where its scratch memory lies. The cut depends on the shape alone.
struct SweepPlan: Sendable {
  let matrix: SweepForm
  let inverse: SweepForm
  /// Terms of one part of a line. Lines across memory are cut, so that members read whole lines of memory.
  let partDepth: Int
  let parts: Int
  /// Lines that a member takes at least: whole tiles, and where vectors lie along the lines whole vectors.
  let grain: Int
  /// Where the areas begin: X, then R, the products of the parts, that with the inverse, and the largest
  /// residuals of each member.
  let residual: Int
  let products: Int
  let productSize: Int
  let correction: Int
  let members: Int
  let memberSize: Int
  /// A zero, then the end.
  let zero: Int
  let total: Int

  /// The most columns of one sweep.
  static let mostColumns = ColumnGroup.widest
  /// Parts of a line across memory: as many members read them without dividing the lines.
  private static let mostParts = 8

  /// Nil when a matrix has no stride of 1, or for more columns.
  init?<Stored, Scalar>(
    _ kernels: ProductKernels<Stored, Scalar>, _ a: StridedMatrix<Stored>, _ inverses: StridedMatrix<Stored>,
    columns: Int, largest: Int, team: Team
  ) {
    guard (1...Self.mostColumns).contains(columns) else { return nil }
    // The inner loop for two scalar products asks for nothing ahead, and takes longer than that for four.
    let width = columns == 2 && a.columnStride == 1 ? 4 : ColumnGroup.groups(columns)[0].width
    guard let matrix = SweepForm(a, width: width, lanes: kernels.lanes),
      let inverse = SweepForm(inverses, width: width, lanes: kernels.lanes)
    else { return nil }
    (self.matrix, self.inverse) = (matrix, inverse)
    let n = a.columns
    let part = max(((n + Self.mostParts - 1) / Self.mostParts).roundedUp(to: StreamCut.sweep), 1)
    partDepth = matrix.isAlongLines ? max(n, 1) : part
    parts = max(1, (n + partDepth - 1) / partDepth)
    grain = matrix.isAlongLines && inverse.isAlongLines ? 8 : 16
    residual = (n.roundedUp(to: kernels.lanes) * width).inWholeLines
    let size = (largest.inWholeLines * width).inWholeLines
    products = residual + size
    productSize = size
    correction = products + parts * size
    members = correction + size
    // Apart by a line of the cache: members write to theirs at once.
    memberSize = Self.mostColumns + 8
    zero = members + team.threads * memberSize
    total = zero + 1
  }

  func part(_ index: Int, of depth: Int) -> Range<Int> { index * partDepth..<min(depth, (index + 1) * partDepth) }

  /// The lines where X is not zero when each block's turn comes: those of `support` and of the blocks before, with all between,
  /// from a whole vector on.
  func reaches(_ blocks: [Range<Int>], from support: Range<Int>, lanes: Int) -> [Range<Int>] {
    var reach = support
    return blocks.map { block in
      let before = reach
      reach = reach.isEmpty ? block : min(reach.lowerBound, block.lowerBound)..<max(reach.upperBound, block.upperBound)
      return before.lowerBound / lanes * lanes..<before.upperBound
    }
  }

  /// The lines of one member, out of `count`.
  func share(_ member: Int, of members: Int, _ count: Int) -> Range<Int> {
    let pieces = (count + grain - 1) / grain
    return pieces * member / members * grain..<min(count, pieces * (member + 1) / members * grain)
  }
}
