import MatrixCore

/// The rows of an aggregation cut into parts of at most `longest` source rows, so that many threads find work even when
/// everything goes to few targets, and parts that are alike put together by fours. The aggregator alone decides both.
struct AggregationPlan: Sendable {
  struct Part: Sendable {
    let row: Int
    let entries: Range<Int>
    /// Where the part's result waits to be added to its row; nil for the first part, which is written directly.
    let extra: Int?
  }

  /// Four parts that are distributed together, or one.
  struct Batch: Sendable {
    let parts: Range<Int>
    /// Source rows before it, and one for each part: distributing a sum over the columns takes about as long as reading a
    /// row.
    let workBefore: Int
  }

  static let longest = 128
  /// Longer parts gain too little by company to make the shares of threads unequal.
  static let longestOfFour = 16
  private(set) var parts: [Part] = []
  private(set) var extraParts = 0
  private(set) var batches: [Batch] = []
  private var work = 0

  /// Batches are of one part each unless `byFours`.
  init<Scalar>(_ aggregator: SparseMatrix<Scalar>, byFours: Bool) {
    var classes = [[Part]](repeating: [], count: 5)
    for row in 0..<aggregator.rows {
      let (start, end) = (aggregator.rowStarts[row], aggregator.rowStarts[row + 1])
      let first = Part(row: row, entries: start..<min(start + Self.longest, end), extra: nil)
      let hasCompany = byFours && end - start <= Self.longestOfFour
      classes[hasCompany ? Self.rowsOfFour(first) : 0].append(first)
      for next in stride(from: start + Self.longest, to: end, by: Self.longest) {
        classes[0].append(Part(row: row, entries: next..<min(next + Self.longest, end), extra: extraParts))
        extraParts += 1
      }
    }
    for group in classes.dropFirst() {
      let together = group.count / 4 * 4
      for first in stride(from: 0, to: together, by: 4) { append(group[first..<first + 4]) }
      classes[0] += group[together...]
    }
    for part in classes[0] { append([part]) }
  }

  /// The rows a part gives to the loop that sums four parts: its own, or its last three and the sum of those before.
  static func rowsOfFour(_ part: Part) -> Int { min(part.entries.count, 4) }

  private mutating func append(_ batch: ArraySlice<Part>) {
    batches.append(Batch(parts: parts.count..<parts.count + batch.count, workBefore: work))
    parts += batch
    work += batch.reduce(0) { $0 + $1.entries.count + 1 }
  }

  /// Batches in shares of about equal work.
  func shares(_ members: Int) -> RangeShares {
    let bounds = (0..<members).map { firstBatch($0, members) } + [batches.count]
    return RangeShares(zip(bounds, bounds.dropFirst()).map { $0..<$1 }, piece: Self.batchesOfPiece)
  }

  /// Batches that a member takes at a time, at the most: few enough to be divided when one core is slower.
  private static let batchesOfPiece = 32

  private func firstBatch(_ member: Int, _ members: Int) -> Int {
    let share = work * member / members
    var (low, high) = (0, batches.count)
    while low < high {
      let middle = (low + high) / 2
      if batches[middle].workBefore < share { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
