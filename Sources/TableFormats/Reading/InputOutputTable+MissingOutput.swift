import MatrixCore
import Tables

extension InputOutputTable {
  /// Fills the output of a table of flows that came without, x = Z1 + Y1, and records it in the history.
  ///
  /// Returns what was done, for the report; nil when there was nothing to do.
  mutating func computeMissingOutput() -> String? {
    guard output == nil, transactionsKind == .flows else { return nil }
    output = zip(transactions.view.rowSums(), totalFinalDemand).map { $0 + $1 }
    let note = "output computed as the row sums of flows and final demand, because the source has none"
    metadata.history.append(note)
    return note
  }
}
