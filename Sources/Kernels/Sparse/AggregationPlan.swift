import MatrixCore

/// The rows of an aggregation cut into parts of at most `longest` source rows, so that many threads find work even when
/// everything goes to few targets. The cut depends on the aggregator alone.
struct AggregationPlan: Sendable {
  struct Part: Sendable {
    let row: Int
    let entries: Range<Int>
    /// Where the part's result waits to be added to its row; nil for the first part, which is written directly.
    let extra: Int?
  }

  static let longest = 128
  private(set) var parts: [Part] = []
  private(set) var extraParts = 0
  private let entries: Int

  init<Scalar>(_ aggregator: SparseMatrix<Scalar>) {
    entries = aggregator.nonZeros
    parts.reserveCapacity(aggregator.rows)
    for row in 0..<aggregator.rows {
      let (start, end) = (aggregator.rowStarts[row], aggregator.rowStarts[row + 1])
      parts.append(Part(row: row, entries: start..<min(start + Self.longest, end), extra: nil))
      for next in stride(from: start + Self.longest, to: end, by: Self.longest) {
        parts.append(Part(row: row, entries: next..<min(next + Self.longest, end), extra: extraParts))
        extraParts += 1
      }
    }
  }

  /// Contiguous shares of about equal work. Distributing a sum over the columns takes about as long as reading one row.
  func parts(of member: Int, _ members: Int) -> ArraySlice<Part> {
    parts[firstPart(member, members)..<(member + 1 == members ? parts.count : firstPart(member + 1, members))]
  }

  private func firstPart(_ member: Int, _ members: Int) -> Int {
    let share = (entries + parts.count) * member / members
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].entries.lowerBound + middle < share { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
