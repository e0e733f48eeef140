/// When to stop measuring.
public struct RunLimits: Sendable, Equatable, Codable {
  /// Rounds that every cell gets, however long they take.
  public let minRounds: Int
  /// No round is begun that would end later than this, counted from the beginning of the run and judged by the last round.
  public let maxSeconds: Double
  /// A cell is done when half its interval is at most this fraction of its median.
  public let targetHalfWidth: Double
  /// What a run was allowed; nil for what the host had.
  public let memoryBytes: Int?

  public init(minRounds: Int = 6, maxSeconds: Double = 60, targetHalfWidth: Double = 0.02, memoryBytes: Int? = nil) {
    self.minRounds = max(1, minRounds)
    self.maxSeconds = maxSeconds
    self.targetHalfWidth = targetHalfWidth
    self.memoryBytes = memoryBytes
  }

  /// The same limits for the rest of a run of which so many seconds are gone.
  public func after(_ seconds: Double) -> RunLimits {
    RunLimits(
      minRounds: minRounds, maxSeconds: max(0, maxSeconds - seconds), targetHalfWidth: targetHalfWidth, memoryBytes: memoryBytes)
  }

  /// Whether the width of intervals ends a run, besides the time.
  public var hasTarget: Bool { targetHalfWidth > 0 }

  func isSatisfied(_ measurement: CellMeasurement) -> Bool {
    guard measurement.state.isTimed else { return true }
    guard measurement.samples.count >= max(minRounds, CellMeasurement.wantedSamples) else { return false }
    guard let width = measurement.statistics?.relativeHalfWidth else { return false }
    return width <= targetHalfWidth
  }

  /// The same of a cell of several processes, of which samples may have been left out. It looks at this cell alone: what ends a
  /// run must not know how it compares with another.
  public func isSatisfied(_ cell: CellRecord) -> Bool {
    guard CellState.timedNames.contains(cell.validation.state) else { return true }
    guard let stats = cell.stats, stats.n >= max(minRounds, CellMeasurement.wantedSamples) else { return false }
    guard let width = stats.relativeHalfWidth else { return false }
    return width <= targetHalfWidth
  }
}
