import MatrixCore

extension PortableKernels {
  /// C ← R Z Kᵀ. The rows of Z that go to one row of C are added first, along memory; their sum, which stays in cache, is
  /// then distributed over the columns. Each addition has its place in an order that depends on R and K alone.
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
      let extra = Output(
        base: scratch.base + team.threads * own, rows: plan.extraParts, columns: c.columns, rowStride: c.columns,
        columnStride: 1)
      team.run { member, members in
        let sum = scratch.base + member * own
        for part in plan.parts where plan.member(of: part, members) == member {
          addRows(r, part.entries, z, sum)
          let (target, row) = part.extra.map { (extra, $0) } ?? (c, part.row)
          Self.distribute(sum, k, target.window(row..<row + 1, 0..<c.columns))
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

  /// sum ← Σ r_i z_i over the entries given; four neighbouring rows at a time where the entries are neighbours.
  private func addRows(
    _ r: SparseMatrix<Scalar>, _ entries: Range<Int>, _ z: Input, _ sum: UnsafeMutablePointer<Scalar>
  ) {
    sum.update(repeating: 0, count: z.columns)
    r.values.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      var entry = entries.lowerBound
      while entry < entries.upperBound {
        let row = Int(r.columnIndices[entry])
        let isFour = entry + 4 <= entries.upperBound && Int(r.columnIndices[entry + 3]) == row + 3
        let source = z.base + row * z.rowStride
        if z.columnStride != 1 {
          for j in 0..<z.columns { sum[j] += weights[entry] * z[row, j] }
        } else if isFour {
          micro.stream.fourColumns(z.columns, source, z.rowStride, weights + entry, sum)
        } else {
          micro.stream.oneColumn(z.columns, source, z.rowStride, weights + entry, sum)
        }
        entry += isFour && z.columnStride == 1 ? 4 : 1
      }
    }
  }

  private static func distribute(_ sum: UnsafeMutablePointer<Scalar>, _ k: SparseMatrix<Scalar>, _ c: Output) {
    k.columnIndices.withUnsafeBufferPointer { indices in
      k.values.withUnsafeBufferPointer { weights in
        for target in 0..<c.columns {
          var total: Scalar = 0
          for entry in k.rowStarts[target]..<k.rowStarts[target + 1] { total += weights[entry] * sum[Int(indices[entry])] }
          c[0, target] = total
        }
      }
    }
  }
}
