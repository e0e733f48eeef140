import Foundation

/// What the system counted, from before a run to after it, of time that was taken from the processors.
public struct InterferenceRecord: Codable, Sendable, Equatable {
  /// Ticks of all processors at work, for whomever, and of work that waited while the hypervisor ran others.
  public var busyTicks: Int
  public var stolenTicks: Int
  /// Periods of the control group's quota and those in which it stopped this program; null without one.
  @Nullable public var quotaPeriods: Int?
  @Nullable public var throttledPeriods: Int?
  /// How often processors slowed down to cool; null where they do not tell.
  @Nullable public var coolings: Int?

  /// Nil where the system does not tell.
  public init?(from before: ProcessorTimes?, to after: ProcessorTimes?) {
    guard let before, let after else { return nil }
    (busyTicks, stolenTicks) = (max(0, after.busy - before.busy), max(0, after.stolen - before.stolen))
    _quotaPeriods = Nullable(wrappedValue: ProcessorTimes.growth(before.quotaPeriods, after.quotaPeriods))
    _throttledPeriods = Nullable(wrappedValue: ProcessorTimes.growth(before.throttledPeriods, after.throttledPeriods))
    _coolings = Nullable(wrappedValue: ProcessorTimes.growth(before.coolings, after.coolings))
  }

  /// Of the time in which there was work.
  public var stolenShare: Double { Self.share(stolenTicks, of: busyTicks + stolenTicks) }

  /// Of all periods of the quota.
  public var throttledShare: Double { Self.share(throttledPeriods ?? 0, of: max(quotaPeriods ?? 0, throttledPeriods ?? 0)) }

  private static func share(_ part: Int, of whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }

  /// Why times of the run do not stand for the host: more was taken than the least difference of interest.
  var concern: String? {
    if stolenShare > ComparisonRule.usualMinEffect {
      return String(format: "the hypervisor gave %.1f %% of the processors' time to others", 100 * stolenShare)
    }
    guard throttledShare > ComparisonRule.usualMinEffect else { return nil }
    return String(format: "a quota stopped the program in %.1f %% of its periods", 100 * throttledShare)
  }

  /// What flags are for, in one line; nil without any.
  public var sentence: String? {
    let parts: [(CellMeasurement.Flag, String)] = [
      (.timeStolen, String(format: "%.1f %% of the processors' time by the hypervisor", 100 * stolenShare)),
      (.throttled, "\(throttledPeriods ?? 0) of \(quotaPeriods ?? 0) periods by a quota"),
      (.cooled, "slowdowns to cool: \(coolings ?? 0)"),
    ]
    let told = parts.filter { flags.contains($0.0) }.map(\.1)
    return told.isEmpty ? nil : "taken from the run: " + told.joined(separator: ", ")
  }

  /// What is worth knowing, and no reason to leave anything out. Of time stolen, what `doctor` objects to.
  var flags: [CellMeasurement.Flag] {
    let all: [(Bool, CellMeasurement.Flag)] = [
      (stolenShare > HostConditions.mostStolen, .timeStolen), ((throttledPeriods ?? 0) > 0, .throttled),
      ((coolings ?? 0) > 0, .cooled),
    ]
    return all.filter(\.0).map(\.1)
  }
}

extension ResultDocument {
  /// Takes down what was taken from the processors through the run; cells that it touches much are SUBOPTIMAL.
  public mutating func add(_ interference: InterferenceRecord?) {
    self.interference = interference
    guard let interference else { return }
    for index in cells.indices where cells[index].stats != nil {
      cells[index].flags = Set(cells[index].flags + interference.flags.map(\.rawValue)).sorted()
      guard cells[index].validation.state == CellState.valid.name, let concern = interference.concern else { continue }
      cells[index].validation.state = CellState.suboptimal(concern).name
      cells[index].validation.reason = concern
    }
  }
}
