import KernelTemplates
import MatrixCore

/// P ← M⁻¹ R and W ← (I − A) P in one pass over A and one fork-join, M the lower triangle of blocks in the order given.
///
/// Block by block: p_s = M_s (r_s + what the blocks before it add), then every line takes up its product with p_s, the blocks
/// before as well as those behind. So the columns of one block of A are multiplied by few lines of P, which stay in cache, and
/// all lines can be worked on at once. Every element is the same sequence of operations whatever the team.
struct BlockDirections<Scalar: MatrixScalar>: @unchecked Sendable {
  typealias Pointer = UnsafeMutablePointer<Scalar>

  let kernels: ProductKernels<Scalar, Scalar>
  let plan: DirectionPlan
  /// n × n, lines are rows.
  let a: StridedMatrix<Scalar>
  /// Block s stands in its rows, in the first columns; transposed where the lines are columns of what is stored.
  let inverses: StridedMatrix<Scalar>
  let isTransposed: Bool
  let blocks: [Range<Int>]
  let r: StridedMatrix<Scalar>
  let p: MutableStridedMatrix<Scalar>
  let w: MutableStridedMatrix<Scalar>
  let scratch: Pointer
  let barrier = SpinBarrier()

  private var packed: Pointer { scratch }
  private var sums: Pointer { scratch + plan.sums }
  private var width: Int { plan.width }

  func run(_ team: Team) {
    team.run { member, members in
      let rows = plan.share(member, of: members, a.rows)
      (sums + rows.lowerBound * width).update(repeating: 0, count: rows.count * width)
      barrier.wait(members)
      for block in blocks {
        solve(block, member, members)
        barrier.wait(members)
        addProduct(block, rows, member)
        barrier.wait(members)
      }
      store(rows)
    }
  }

  /// p_s on a member's lines. The right-hand sides are made by each member anew: they are few.
  private func solve(_ block: Range<Int>, _ member: Int, _ members: Int) {
    let lines = plan.share(member, of: members, block.count)
    guard !lines.isEmpty else { return }
    let right = scratch + plan.memory(member)
    for i in 0..<block.count {
      let row = block.lowerBound &+ i
      let (given, sum, target) = (r.base + row &* r.rowStride, sums + row &* width, right + i &* width)
      for k in 0..<r.columns { target[k] = given[k] + sum[k] }
      for k in r.columns..<width { target[k] = 0 }
    }
    let inverse = inverses.window(block, 0..<block.count)
    multiply(
      isTransposed ? inverse.transposed : inverse, lines, 0..<block.count, right,
      packed + (block.lowerBound + lines.lowerBound) * width)
  }

  /// Adds the columns of a block times p_s to the sums of the rows given, in parts of the block: short sums are rounded less.
  private func addProduct(_ block: Range<Int>, _ rows: Range<Int>, _ member: Int) {
    let product = scratch + plan.memory(member) + plan.right
    let parts = (block.count + DirectionPlan.mostTerms - 1) / DirectionPlan.mostTerms
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: DirectionPlan.height) {
      let lines = first..<min(first + DirectionPlan.height, rows.upperBound)
      for part in 0..<parts {
        let terms =
          block.lowerBound + block.count * part / parts..<block.lowerBound + block.count * (part + 1) / parts
        multiply(a, lines, terms, packed + terms.lowerBound * width, product)
        let target = sums + lines.lowerBound * width
        for k in 0..<lines.count * width { target[k] += product[k] }
      }
    }
  }

  /// Some rows and columns of a matrix times rows of packed columns.
  private func multiply(
    _ a: StridedMatrix<Scalar>, _ rows: Range<Int>, _ terms: Range<Int>, _ x: Pointer, _ product: Pointer
  ) {
    let start = a.base + (rows.lowerBound * a.rowStride + terms.lowerBound * a.columnStride)
    if a.columnStride == 1 {
      let along = width == kernels.lanes ? kernels.narrowPanels : kernels.panels
      along(rows.count, terms.count, width, start, a.rowStride, x, product)
    } else {
      kernels.crossPanels(rows.count, terms.count, width, start, a.columnStride, x, product)
    }
  }

  private func store(_ rows: Range<Int>) {
    for i in rows {
      let (direction, sum) = (packed + i &* width, sums + i &* width)
      let (toP, toW) = (p.base + i &* p.rowStride, w.base + i &* w.rowStride)
      for k in 0..<p.columns {
        toP[k] = direction[k]
        toW[k] = direction[k] - sum[k]
      }
    }
  }
}
