import KernelTemplates
import MatrixCore

/// What the members of a team share while they aggregate, and what each does with a batch of parts. Valid only inside the
/// call that made it.
struct Aggregation<Scalar: MatrixScalar>: Sendable {
  typealias Part = AggregationPlan.Part
  typealias Source = UnsafePointer<Scalar>
  typealias Target = UnsafeMutablePointer<Scalar>

  let r: SparseMatrix<Scalar>
  let z: StridedMatrix<Scalar>
  let lists: IndexLists<Scalar>
  let c: MutableStridedMatrix<Scalar>
  let extra: MutableStridedMatrix<Scalar>
  /// Elements of scratch memory for a row of Z.
  let length: Int
  let kernels: ScatterKernels<Scalar>

  /// One part in memory for one row, or four in memory for eight.
  func run(_ parts: ArraySlice<Part>, _ memory: Target) {
    if parts.count == 4 {
      runFour(parts, memory)
      return
    }
    for part in parts {
      addRows(part.entries, memory)
      let row = part.extra.map { extra.base + $0 * extra.rowStride } ?? c.base + part.row * c.rowStride
      lists.sum(memory, into: row, stride: part.extra == nil ? c.columnStride : 1, kernels)
    }
  }

  /// The sums of four parts wait side by side, four elements for each column.
  private func runFour(_ parts: ArraySlice<Part>, _ memory: Target) {
    let rows = parts.first.map(AggregationPlan.rowsOfFour) ?? 0
    withUnsafeTemporaryAllocation(of: Source.self, capacity: 4 * rows) { sources in
      withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 4 * rows) { factors in
        withUnsafeTemporaryAllocation(of: Target.self, capacity: 4) { targets in
          guard let sources = sources.baseAddress, let factors = factors.baseAddress, let targets = targets.baseAddress
          else { return }
          for (q, part) in parts.enumerated() {
            collect(part.entries, rows, sources + q * rows, factors + q * rows, memory + (4 + q) * length)
            (targets + q).initialize(to: c.base + part.row * c.rowStride)
          }
          let isWeighted = (0..<4 * rows).contains { factors[$0] != 1 }
          kernels.sumRowsOfFour(rows, z.columns, sources, isWeighted ? UnsafePointer(factors) : nil, memory)
          lists.sumFour(memory, into: targets, stride: c.columnStride, kernels)
        }
      }
    }
  }

  /// The last rows of a part, and in the place of those for which there is no room the sum of all before.
  private func collect(
    _ entries: Range<Int>, _ rows: Int, _ sources: UnsafeMutablePointer<Source>, _ factors: Target, _ sum: Target
  ) {
    var place = 0
    if entries.count > rows {
      addRows(entries.dropLast(rows - 1), sum)
      sources.initialize(to: UnsafePointer(sum))
      factors.initialize(to: 1)
      place = 1
    }
    for entry in entries.suffix(rows - place) {
      (sources + place).initialize(to: z.base + Int(r.columnIndices[entry]) * z.rowStride)
      (factors + place).initialize(to: r.values[entry])
      place += 1
    }
  }

  /// sum ← Σ r_i z_i over the entries given, four rows at a time.
  private func addRows(_ entries: Range<Int>, _ sum: Target) {
    if entries.isEmpty || z.columnStride != 1 { sum.update(repeating: 0, count: z.columns) }
    guard z.columnStride == 1 else {
      for entry in entries {
        let row = Int(r.columnIndices[entry])
        for j in 0..<z.columns { sum[j] += r.values[entry] * z[row, j] }
      }
      return
    }
    r.values.withUnsafeBufferPointer { weights in
      withUnsafeTemporaryAllocation(of: Source.self, capacity: ScatterKernels<Scalar>.mostRows) { sources in
        guard let weights = weights.baseAddress, let list = sources.baseAddress else { return }
        for first in stride(from: entries.lowerBound, to: entries.upperBound, by: sources.count) {
          let rows = min(sources.count, entries.upperBound - first)
          for k in 0..<rows { (list + k).initialize(to: z.base + Int(r.columnIndices[first + k]) * z.rowStride) }
          kernels.sumRows(rows, z.columns, list, weights + first, first > entries.lowerBound, sum)
        }
      }
    }
  }
}
