/// A run in several processes, one after the other: memory, addresses and threads lie elsewhere in each, which no number of
/// samples of one process shows.
extension ResultDocument {
  /// The document of a whole run from those of its processes, in their order; nil without any, or where they do not have the
  /// same cells. `interrupted`: it was broken off.
  public init?(
    parts: [ResultDocument], run: RunIdentity, seconds: Double, limits: RunLimits, interrupted: Bool = false
  ) {
    guard let first = parts.first,
      parts.allSatisfy({ $0.cells.map(CellKey.init(exactly:)) == first.cells.map(CellKey.init(exactly:)) })
    else {
      return nil
    }
    self = first
    (runId, startedAt, endedAt) = (run.id, run.startedAt, RunIdentity.timestamp())
    (self.seconds, self.limits, self.interrupted) = (seconds, limits, interrupted)
    let canaries = parts.compactMap(\.canary)
    // A process without a canary has samples of which nothing is known.
    let hasCanary = canaries.count == parts.count
    canary = hasCanary ? CanaryRecord(parts: canaries) : nil
    for (process, part) in parts.enumerated().dropFirst() {
      let readings = canaries.prefix(process).reduce(0) { $0 + $1.flopsPerS.count }
      for index in cells.indices { cells[index].append(part.cells[index], process: process, readings: readings) }
    }
    for index in cells.indices { cells[index].conclude(canary, interrupted: interrupted) }
    addSpeedups()
    for index in cells.indices { cells[index].concludeEnergy(energyGap) }
  }
}
