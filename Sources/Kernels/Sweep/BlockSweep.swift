import CPrefetch
import KernelTemplates
import MatrixCore

/// One block Gauss-Seidel sweep in one fork-join: for each block r = (y − x) + A x on its lines, then x ← x + M⁻¹ r.
///
/// The members meet when all of a block's residual is there and when all of its x is. Every element is the same sequence of
/// operations whatever the team.
struct BlockSweep<Stored: MatrixScalar, Scalar: MatrixScalar>: @unchecked Sendable {
  typealias Pointer = UnsafeMutablePointer<Scalar>

  let kernels: ProductKernels<Stored, Scalar>
  let plan: SweepPlan
  /// n × n, lines are rows.
  let a: StridedMatrix<Stored>
  /// Block s stands in its rows, in the first columns; transposed where the lines are columns of what is stored.
  let inverses: StridedMatrix<Stored>
  let isTransposed: Bool
  let blocks: [Range<Int>]
  /// For each block the columns of A that meet anything but zeros of X.
  let reaches: [Range<Int>]
  let x: MutableStridedMatrix<Scalar>
  let y: StridedMatrix<Scalar>
  let scratch: Pointer
  let barrier = SpinBarrier()

  private var packed: Pointer { scratch }
  private var residual: Pointer { scratch + plan.residual }
  private var correction: Pointer { scratch + plan.correction }

  private func products(_ part: Int) -> Pointer { scratch + (plan.products + part * plan.productSize) }
  private func largest(_ member: Int) -> Pointer { scratch + (plan.members + member * plan.memberSize) }

  /// The largest residual of each column.
  func run(_ team: Team) -> [Double] {
    for member in 0..<team.threads { largest(member).update(repeating: 0, count: SweepPlan.mostColumns) }
    // Columns that fill up the width stay zero.
    residual.update(repeating: 0, count: plan.productSize)
    team.run { member, members in
      let rows = plan.share(member, of: members, x.rows)
      PackedColumns(base: packed, lines: plan.matrix.factors).pack(x.reading, rows)
      barrier.wait(members)
      for index in blocks.indices { step(index, member, members) }
    }
    return (0..<x.columns).map { k in
      (0..<team.threads).reduce(0) { Double.larger($0, Double(largest($1)[k])) }
    }
  }

  private func step(_ index: Int, _ member: Int, _ members: Int) {
    let block = blocks[index]
    let lines = plan.share(member, of: members, block.count)
    if plan.parts == 1 {
      multiply(index, lines, part: 0)
    } else {
      multiplyParts(index, member, members)
      barrier.wait(members)
      join(lines)
    }
    subtract(block, lines, member)
    if index + 1 < blocks.count { fetch(index + 1, member, members) }
    barrier.wait(members)
    correct(block, lines)
    barrier.wait(members)
  }

  private func multiply(_ index: Int, _ lines: Range<Int>, part: Int) {
    guard !lines.isEmpty else { return }
    let depth = plan.part(part, of: a.columns).clamped(to: reaches[index])
    let first = blocks[index].lowerBound + lines.lowerBound
    plan.matrix.multiply(
      kernels, a.window(0..<a.rows, depth), first..<first + lines.count,
      packed + plan.matrix.factors.start(depth.lowerBound),
      products(part) + lines.lowerBound * plan.matrix.products.width)
  }

  /// Parts and, where there are more members, ranges of lines.
  private func multiplyParts(_ index: Int, _ member: Int, _ members: Int) {
    let ranges = (members + plan.parts - 1) / plan.parts
    let tasks = plan.parts * ranges
    for task in tasks * member / members..<tasks * (member + 1) / members {
      multiply(index, plan.share(task % ranges, of: ranges, blocks[index].count), part: task / ranges)
    }
  }

  /// The parts of some lines in their order.
  private func join(_ lines: Range<Int>) {
    guard !lines.isEmpty else { return }
    let width = plan.matrix.products.width
    // Whole vectors: what is behind the last line is zero.
    let padded = (lines.count + kernels.lanes - 1) / kernels.lanes * kernels.lanes
    let (start, count) = (lines.lowerBound * width, padded * width)
    let total = products(0) + start
    for part in 1..<plan.parts {
      let terms = products(part) + start
      for k in 0..<count { total[k] += terms[k] }
    }
  }

  /// R ← (Y − X) + A X and how large it is.
  private func subtract(_ block: Range<Int>, _ lines: Range<Int>, _ member: Int) {
    let (factors, products, residuals) = (plan.matrix.factors, plan.matrix.products, plan.inverse.factors)
    let most = largest(member)
    for i in lines {
      let row = block.lowerBound &+ i
      let (own, sums) = (packed + factors.start(row), self.products(0) + products.start(i))
      let target = residual + residuals.start(i)
      for k in 0..<x.columns {
        let value = (y[row, k] - own[k &* factors.step]) + sums[k &* products.step]
        target[k &* residuals.step] = value
        let size = abs(value)
        // True for NaN, too, which then stays.
        if !(size <= most[k]), !most[k].isNaN { most[k] = size }
      }
    }
  }

  /// X ← X + M⁻¹ R on some lines of a block.
  private func correct(_ block: Range<Int>, _ lines: Range<Int>) {
    guard !lines.isEmpty else { return }
    let (factors, products) = (plan.matrix.factors, plan.inverse.products)
    // All columns of what is stored, also those behind the block.
    let inverse =
      isTransposed
      ? inverses.window(block, 0..<inverses.columns).transposed : inverses.window(block, 0..<block.count)
    plan.inverse.multiply(
      kernels, inverse, lines, residual, correction + lines.lowerBound * products.width)
    for i in lines {
      let row = block.lowerBound &+ i
      let (own, terms) = (packed + factors.start(row), correction + products.start(i))
      for k in 0..<x.columns {
        let value = own[k &* factors.step] + terms[k &* products.step]
        own[k &* factors.step] = value
        x[row, k] = value
      }
    }
  }

  /// Asks for the beginning of a member's lines in the next block: memory need not stand still while members meet.
  private func fetch(_ index: Int, _ member: Int, _ members: Int) {
    guard plan.parts == 1 else { return }
    let (block, reach) = (blocks[index], reaches[index])
    let lines = plan.share(member, of: members, block.count)
    let line = 64 / MemoryLayout<Stored>.stride
    for i in lines.prefix(12) {
      let row = a.base + (block.lowerBound + i) * a.rowStride
      for j in stride(from: reach.lowerBound, to: min(reach.upperBound, reach.lowerBound + 32 * line), by: line) {
        cprefetch_for_reading_later(row + j)
      }
    }
  }
}
