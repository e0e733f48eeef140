/// A result with the name it has in a comparison.
public struct ComparedRun: Sendable {
  public let name: String
  public let document: ResultDocument
  /// What the halves of the run differ by, as a fraction (see `RunDrift`); nil where no cell has enough samples.
  public let drift: Double?

  public init(name: String, document: ResultDocument) {
    self.name = name
    self.document = document
    drift = RunDrift.measured(document.cells.map(\.counted))
  }

  /// By what the host is in another state than in a run before, by the canaries of both (see `HostState`); nil for another host,
  /// whose speed is what is compared, without canaries, and where those had other numbers of threads.
  public func change(since base: ComparedRun) -> HostChange? {
    guard document.host.fingerprintHash == base.document.host.fingerprintHash, mostThreads == base.mostThreads,
      let before = base.document.canary,
      let now = document.canary
    else { return nil }
    return HostState.change(before.level, now.level)
  }

  /// Those of the canary.
  private var mostThreads: Int? { document.cells.map(\.threads).max() }

  /// What the run lacks, a sentence for each reason: samples of processes that ended early, and its end.
  public var gaps: [String] {
    var reasons: [String] = []
    for reason in document.cells.compactMap(\.incompleteWhy) where !reasons.contains(reason) { reasons.append(reason) }
    let lacking = reasons.map { reason in
      let count = document.cells.count { $0.incompleteWhy == reason }
      return "samples are missing of \(count) \(count == 1 ? "cell" : "cells") in \(name): \(reason)"
    }
    return lacking + (document.interrupted == true ? ["\(name) was broken off before its end"] : [])
  }

  /// Of every cell, in their order.
  public var keys: [CellKey] { document.cells.map(document.key) }

  func cell(_ key: CellKey) -> CellRecord? { document.cell(key) }
}
