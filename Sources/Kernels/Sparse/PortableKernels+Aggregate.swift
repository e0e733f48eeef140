import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// C ← R Z Kᵀ. The rows of Z that go to one row of C are added first, along memory, for four rows of C in one loop; their
  /// sums, which stay in cache, are then distributed over the columns. Each addition has its place in an order that depends
  /// on R and K alone.
  func aggregate(
    _ r: SparseMatrix<Scalar>, _ z: Input, _ k: SparseMatrix<Scalar>, _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    if z.columnStride != 1 && z.rowStride == 1 {
      aggregate(k, z.transposed, r, c.transposed, team)
      return
    }
    let team = self.team(team, reading: r.nonZeros * z.columns)
    let fits = 4 * z.columns * MemoryLayout<Scalar>.stride <= blocks.waitingSums
    if z.columnStride == 1, fits, aggregate(r, z, k, c, team, byFours: true) { return }
    if !aggregate(r, z, k, c, team, byFours: false) { aggregateDirectly(r, z, k, c, team) }
  }

  /// False when there is no memory for it.
  private func aggregate(
    _ r: SparseMatrix<Scalar>, _ z: Input, _ k: SparseMatrix<Scalar>, _ c: Output, _ team: Team, byFours: Bool
  ) -> Bool {
    let plan = AggregationPlan(r, byFours: byFours)
    let length = (z.columns + 15) / 16 * 16
    let own = byFours ? 8 * length : length
    return withScratch(plan.extraParts * c.columns + team.threads * own) { scratch in
      guard let scratch else { return false }
      let extra = Output(
        base: scratch.base + team.threads * own, rows: plan.extraParts, columns: c.columns, rowStride: c.columns,
        columnStride: 1)
      let aggregation = Aggregation(
        r: r, z: z, lists: IndexLists(k), c: c, extra: extra, length: length, kernels: micro.scatter)
      let shares = plan.shares(team.threads)
      team.run { member, _ in
        let memory = scratch.base + member * own
        shares.run(member: member) { batches in
          for batch in plan.batches[batches] { aggregation.run(plan.parts[batch.parts], memory) }
        }
      }
      for part in plan.parts {
        guard let slot = part.extra else { continue }
        for j in 0..<c.columns { c[part.row, j] += extra[slot, j] }
      }
      return true
    }
  }

  /// The slow way that needs no memory: cell by cell.
  private func aggregateDirectly(
    _ r: SparseMatrix<Scalar>, _ z: Input, _ k: SparseMatrix<Scalar>, _ c: Output, _ team: Team
  ) {
    team.split(0..<c.rows) { rows in
      for row in rows {
        for column in 0..<c.columns {
          var total: Scalar = 0
          for i in r.rowStarts[row]..<r.rowStarts[row + 1] {
            for j in k.rowStarts[column]..<k.rowStarts[column + 1] {
              total += r.values[i] * z[Int(r.columnIndices[i]), Int(k.columnIndices[j])] * k.values[j]
            }
          }
          c[row, column] = total
        }
      }
    }
  }
}
