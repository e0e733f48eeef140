import BenchmarkHarness
import CommandLineSupport

/// What a document of two sides means for the exit status.
extension ABCommand {
  /// A side that could not take part, with its reason.
  static func refuseFailed(_ failures: [String: String], _ when: String) throws(CommandFailure) {
    guard let (side, reason) = failures.sorted(by: { $0.key < $1.key }).first else { return }
    throw CommandFailure(.badInput, "side \(side.uppercased()): \(reason)\(when)")
  }

  func conclude(_ document: PairedDocument) throws(CommandFailure) {
    let failures = document.sides.compactMap { side in side.settings.failure.map { (side.name, $0) } }
    try Self.refuseFailed(Dictionary(failures) { $1 }, ", after \(document.generations) generations")
    if document.interrupted { throw CommandFailure(.interrupted, "interrupted") }
    let invalid = document.cells.flatMap { [$0.a, $0.b] }.filter { $0.validation.state == CellState.invalid("").name }
    if let first = invalid.first {
      throw CommandFailure(
        .numericalFailure,
        "\(invalid.count) results INVALID; \(first.id) on side \(first.contender.uppercased()): "
          + (first.validation.reason ?? "a check failed"))
    }
    guard failOnSlower else { return }
    let slower = document.cells.filter { $0.verdict == .slower }
    if let worst = slower.min(by: { ($0.ratio ?? 1) < ($1.ratio ?? 1) }) {
      throw CommandFailure(
        .slower, "slower: B than A on \(slower.count) of \(document.cells.count) cells, \(worst.id): \(ABText.ratio(worst))")
    }
    guard let unseen = document.cells.first(where: { $0.verdict == .inconclusive }) else { return }
    throw CommandFailure(
      .undecided,
      "B may be slower than A unseen: \(unseen.id) is inconclusive, \(unseen.ratioWhy ?? ABText.ratio(unseen)); "
        + "measure again while nothing else runs, with more --max-seconds, or raise --min-effect")
  }
}
