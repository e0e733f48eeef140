import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// C ← R Z Kᵀ. The rows of Z that go to one row of C are added first, along memory and four at once; their sum, which
  /// stays in cache, is then distributed over the columns. Each addition has its place in an order that depends on R and K
  /// alone.
  ///
  /// Tried (2026-11, Zen 5, 9,800 → 2,450 in random groups, one thread and two): distributing the last sum in turns with the
  /// next rows cost 4 to 45 %, by the length of the turns; prefetch of the rows ahead, and of the next rows at the pace of the
  /// gather, gained 1 to 4 %.
  func aggregate(
    _ r: SparseMatrix<Scalar>, _ z: Input, _ k: SparseMatrix<Scalar>, _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    if z.columnStride != 1 && z.rowStride == 1 {
      aggregate(k, z.transposed, r, c.transposed, team)
      return
    }
    let plan = AggregationPlan(r)
    let team = self.team(team, reading: r.nonZeros * z.columns)
    let own = (z.columns + 15) / 16 * 16
    withScratch(plan.extraParts * c.columns + team.threads * own) { scratch in
      guard let scratch else {
        aggregateDirectly(r, z, k, c, team)
        return
      }
      let lists = IndexLists(k)
      let extra = Output(
        base: scratch.base + team.threads * own, rows: plan.extraParts, columns: c.columns, rowStride: c.columns,
        columnStride: 1)
      team.run { member, members in
        let sum = scratch.base + member * own
        for part in plan.parts(of: member, members) {
          addRows(r, part.entries, z, sum)
          let row = part.extra.map { extra.base + $0 * extra.rowStride } ?? c.base + part.row * c.rowStride
          lists.sum(sum, into: row, stride: part.extra == nil ? c.columnStride : 1, micro.scatter)
        }
      }
      for part in plan.parts {
        guard let slot = part.extra else { continue }
        for j in 0..<c.columns { c[part.row, j] += extra[slot, j] }
      }
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

  /// sum ← Σ r_i z_i over the entries given, four rows at a time.
  private func addRows(
    _ r: SparseMatrix<Scalar>, _ entries: Range<Int>, _ z: Input, _ sum: UnsafeMutablePointer<Scalar>
  ) {
    if entries.isEmpty || z.columnStride != 1 { sum.update(repeating: 0, count: z.columns) }
    guard z.columnStride == 1 else {
      for entry in entries {
        let row = Int(r.columnIndices[entry])
        for j in 0..<z.columns { sum[j] += r.values[entry] * z[row, j] }
      }
      return
    }
    r.values.withUnsafeBufferPointer { weights in
      withUnsafeTemporaryAllocation(of: UnsafePointer<Scalar>.self, capacity: ScatterKernels<Scalar>.mostRows) { sources in
        guard let weights = weights.baseAddress, let list = sources.baseAddress else { return }
        for first in stride(from: entries.lowerBound, to: entries.upperBound, by: sources.count) {
          let rows = min(sources.count, entries.upperBound - first)
          for k in 0..<rows { (list + k).initialize(to: z.base + Int(r.columnIndices[first + k]) * z.rowStride) }
          micro.scatter.sumRows(rows, z.columns, list, weights + first, first > entries.lowerBound, sum)
        }
      }
    }
  }
}
