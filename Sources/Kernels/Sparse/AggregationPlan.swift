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

  /// Contiguous shares of about as many entries.
  func member(of part: Part, _ members: Int) -> Int {
    min(members - 1, part.entries.lowerBound * members / max(1, entries))
  }
}
