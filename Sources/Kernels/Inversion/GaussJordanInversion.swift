import MatrixCore

/// X ← X⁻¹ by block Gauss-Jordan elimination without exchanges: every step is a product of the whole matrix, where LU and
/// the inversion of its factors work on triangles.
///
/// While the team eliminates one block of pivots from the matrix, one member that has done the next block's columns first
/// inverts and packs it (look-ahead). An element is the same sequence of operations whatever the team and the chunks.
///
/// The pivots are those of LU without exchanges. On dominant columns or rows the elimination is as stable (Peters and
/// Wilkinson 1975, CACM 18(1); Malyshev 2000); of an M-matrix every element off the diagonal of the Schur complement, of the
/// finished part and between them is a sum of one sign, so that nothing but the pivots is found by subtraction.
struct GaussJordanInversion<Scalar: MatrixScalar>: @unchecked Sendable {
  typealias Pointer = UnsafeMutablePointer<Scalar>
  typealias Step = GaussJordanStep<Scalar>

  private let kernels: PortableKernels<Scalar>
  private let a: MutableStridedMatrix<Scalar>
  private let plan: GaussJordanPlan
  private let scratch: Pointer

  init(
    _ kernels: PortableKernels<Scalar>, _ a: MutableStridedMatrix<Scalar>, _ plan: GaussJordanPlan, _ scratch: Pointer
  ) {
    self.kernels = kernels
    self.a = a
    self.plan = plan
    self.scratch = scratch
  }

  func run(_ monitor: WorkMonitor) -> FactorizationError? {
    let count = (a.rows + plan.width - 1) / plan.width
    if let failed = step(0).prepare(blockWork) { return .noPivot(failed) }
    for index in 0..<count {
      let next = index + 1 < count ? step(index + 1) : nil
      let current = step(index)
      if let failed = eliminate(current, next) { return .noPivot(failed) }
      guard monitor.allows(Double(current.pivots.upperBound) / Double(a.rows)) else { return .stopped }
    }
    return nil
  }

  private func step(_ index: Int) -> Step {
    let first = index * plan.width
    return Step(
      kernels, a, first..<min(first + plan.width, a.rows), packed: scratch + index % 2 * plan.packedStep)
  }

  private var blockWork: Pointer { scratch + 2 * plan.packedStep }

  private func memberWork(_ member: Int) -> Pointer { blockWork + (plan.blockWork + member * plan.memberWork) }

  /// Eliminates the pivots of one step and prepares the next. The row at which that finds no pivot, or nil.
  private func eliminate(_ step: Step, _ next: Step?) -> Int? {
    let gap = step.pivots.lowerBound..<(next ?? step).pivots.upperBound
    let bounds = plan.chunks.bounds(0..<a.columns - gap.count)
    let queue = TaskQueue(bounds.count + 1)
    let failure = FirstFailure()
    plan.team.run { member, _ in
      let work = memberWork(member)
      while let task = queue.take() {
        switch task {
        case 0:
          guard let next else { continue }
          step.eliminate(next.pivots, work)
          if let failed = next.prepare(blockWork) { failure.record(failed) }
        case 1: step.eliminatePivots(work)
        default: eliminate(step, bounds[task - 2]..<bounds[task - 1], gap, work)
        }
      }
    }
    return failure.index
  }

  /// Columns are counted without those of the gap.
  private func eliminate(_ step: Step, _ columns: Range<Int>, _ gap: Range<Int>, _ work: Pointer) {
    let before = columns.clamped(to: 0..<gap.lowerBound)
    step.eliminate(before, work)
    let after = max(columns.lowerBound, gap.lowerBound)..<max(columns.upperBound, gap.lowerBound)
    step.eliminate(after.lowerBound + gap.count..<after.upperBound + gap.count, work)
  }
}
