/// A run in several processes, one after the other: memory, addresses and threads lie elsewhere in each, which no number of
/// samples of one process shows.
extension ResultDocument {
  /// The document of a whole run from those of its processes, in their order; nil without any, or where they do not have the
  /// same cells. `interrupted`: it was broken off.
  public init?(
    parts: [ResultDocument], run: RunIdentity, seconds: Double, limits: RunLimits, interrupted: Bool = false
  ) {
    let pieces = parts.enumerated().map { RunPiece(group: 0, process: $0, document: $1) }
    self.init(pieces: pieces, run: run, seconds: seconds, limits: limits, interrupted: interrupted)
  }

  /// The same of a suite in groups, each of which has processes of its own: pieces in the order in which they were measured.
  /// Cells stand in the order of the groups. `incomplete`: why groups have not all of their processes, in a run that went on.
  public init?(
    pieces: [RunPiece], run: RunIdentity, seconds: Double, limits: RunLimits, interrupted: Bool = false,
    incomplete: [Int: String] = [:]
  ) {
    guard let first = pieces.first?.document else { return nil }
    self = first
    (runId, startedAt, endedAt) = (run.id, run.startedAt, RunIdentity.timestamp())
    (self.seconds, self.limits, self.interrupted) = (seconds, limits, interrupted)
    let measured = pieces.map(\.document).filter { document in document.cells.contains { !$0.samplesS.isEmpty } }
    // A process without a canary has samples of which nothing is known.
    let hasCanary = pieces.contains { $0.document.canary != nil } && measured.allSatisfy { $0.canary != nil }
    canary = hasCanary ? CanaryRecord(parts: pieces.compactMap(\.document.canary)) : nil
    var (groups, readings) = ([Int: [CellRecord]](), 0)
    for piece in pieces {
      guard let cells = piece.added(to: groups[piece.group], readings: readings) else { return nil }
      groups[piece.group] = cells
      readings += piece.document.canary?.flopsPerS.count ?? 0
    }
    cells = groups.keys.sorted().flatMap { group in (groups[group] ?? []).map { $0.lacking(incomplete[group]) } }
    for index in cells.indices {
      if !hasCanary { cells[index].sampleReading = nil }
      cells[index].conclude(canary, interrupted: interrupted)
    }
    addSpeedups()
    for index in cells.indices { cells[index].concludeEnergy(energyGap) }
  }
}

/// What one process measured of a group of cells.
public struct RunPiece {
  public let group: Int
  /// The number of the process among those of its group.
  public let process: Int
  public let document: ResultDocument

  public init(group: Int, process: Int, document: ResultDocument) {
    (self.group, self.process, self.document) = (group, process, document)
  }

  /// The group's cells with these samples; nil where they are others. `readings`: of the canary, before this piece.
  fileprivate func added(to known: [CellRecord]?, readings: Int) -> [CellRecord]? {
    guard var cells = known else { return document.cells.map { $0.begun(process: process, readings: readings) } }
    guard cells.map(CellKey.init(exactly:)) == document.cells.map(CellKey.init(exactly:)) else { return nil }
    for index in cells.indices { cells[index].append(document.cells[index], process: process, readings: readings) }
    return cells
  }
}
