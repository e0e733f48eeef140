/// When to stop measuring.
public struct RunLimits: Sendable, Equatable, Codable {
  /// Rounds that every cell gets, however long they take.
  public let minRounds: Int
  /// No round is begun that would end later than this, counted from the beginning of the run and judged by the last round.
  public let maxSeconds: Double
  /// A cell is done when half its interval is at most this fraction of its median.
  public let targetHalfWidth: Double

  public init(minRounds: Int = 6, maxSeconds: Double = 60, targetHalfWidth: Double = 0.02) {
    self.minRounds = max(1, minRounds)
    self.maxSeconds = maxSeconds
    self.targetHalfWidth = targetHalfWidth
  }

  /// The same limits for the rest of a run of which so many seconds are gone.
  public func after(_ seconds: Double) -> RunLimits {
    RunLimits(minRounds: minRounds, maxSeconds: max(0, maxSeconds - seconds), targetHalfWidth: targetHalfWidth)
  }

  func isSatisfied(_ measurement: CellMeasurement) -> Bool {
    guard measurement.state.isTimed else { return true }
    guard measurement.samples.count >= max(minRounds, CellMeasurement.wantedSamples) else { return false }
    guard let width = measurement.statistics?.relativeHalfWidth else { return false }
    return width <= targetHalfWidth
  }
}
