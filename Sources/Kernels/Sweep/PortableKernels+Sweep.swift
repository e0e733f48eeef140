import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// One block Gauss-Seidel sweep. Nil, with nothing changed, when it cannot be made in one go.
  func sweep<Stored>(
    _ kernels: ProductKernels<Stored, Scalar>, _ sweep: SweepOperands<Stored, Scalar>, _ team: Team
  ) -> [Double]? {
    let a = sweep.isTransposed ? sweep.a.transposed : sweep.a
    let inverses = sweep.isTransposed ? sweep.inverses.transposed : sweep.inverses
    let largest = sweep.blocks.map(\.count).max() ?? 0
    guard largest > 0 else { return [Double](repeating: 0, count: sweep.x.columns) }
    let team = self.team(team, sweep)
    guard
      let plan = SweepPlan(kernels, a, inverses, columns: sweep.x.columns, largest: largest, team: team)
    else { return nil }
    return withScratch(plan.total) { scratch in
      guard let scratch else { return nil }
      let zero = scratch.base + plan.zero
      zero.initialize(to: 0)
      let zeros = Input(base: zero, rows: a.rows, columns: sweep.x.columns, rowStride: 0, columnStride: 0)
      return BlockSweep(
        kernels: kernels, plan: plan, a: a, inverses: sweep.inverses, isTransposed: sweep.isTransposed, blocks: sweep.blocks,
        reaches: plan.reaches(sweep.blocks, from: sweep.support, lanes: kernels.lanes), x: sweep.x, y: sweep.y ?? zeros,
        scratch: scratch.base
      ).run(team)
    }
  }

  /// The part of a team that the blocks keep busy: members meet twice a block, for some microsecond.
  private func team<Stored>(_ team: Team, _ sweep: SweepOperands<Stored, Scalar>) -> Team {
    let elements = sweep.blocks.reduce(0) { $0 + $1.count } * sweep.a.columns / sweep.blocks.count
    return self.team(team, reading: 4 * elements * MemoryLayout<Stored>.stride / MemoryLayout<Scalar>.stride)
  }
}

extension PortableKernels {
  /// P ← M⁻¹ R and W ← (I − A) P. False, with nothing changed, when it cannot be made in one go.
  func directions(_ operands: DirectionOperands<Scalar>, _ team: Team) -> Bool {
    let a = operands.isTransposed ? operands.a.transposed : operands.a
    guard a.rowStride == 1 || a.columnStride == 1, operands.inverses.columnStride == 1 else { return false }
    guard operands.r.columns > 0 else { return true }
    let kernels = micro.stream.plain
    let largest = operands.blocks.map(\.count).max() ?? 0
    let plan = directionPlan(order: a.rows, columns: operands.r.columns, largest: largest, team)
    return withScratch(plan.total) { scratch in
      guard let scratch else { return false }
      BlockDirections(
        kernels: kernels, plan: plan, a: a, inverses: operands.inverses, isTransposed: operands.isTransposed,
        blocks: operands.blocks, r: operands.r, p: operands.p, w: operands.w, scratch: scratch.base
      ).run(Team(threads: plan.threads))
      return true
    }
  }

  /// How that is cut for a team.
  func directionPlan(order n: Int, columns: Int, largest: Int, _ team: Team) -> DirectionPlan {
    let (flops, tooMany) = n.multipliedReportingOverflow(by: 2 * n * columns)
    return DirectionPlan(
      sectors: n, columns: columns, largest: largest, lanes: micro.stream.plain.lanes,
      threads: self.team(team, flops: tooMany ? .max - 1 : flops).threads)
  }
}
