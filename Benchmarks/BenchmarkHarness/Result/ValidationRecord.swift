/// A cell's state and what it rests on.
public struct ValidationRecord: Codable, Sendable, Equatable {
  public var state: String
  public var reason: String?
  public var checks: [Check]

  /// A check passes when its value is at most its threshold.
  public struct Check: Codable, Sendable, Equatable {
    public var name: String
    @Nullable public var value: Double?
    public var valueWhy: String?
    public var threshold: Double
    public var pass: Bool

    /// What failed, in one line.
    var sentence: String { "\(name) is \(value.map { "\($0)" } ?? valueWhy ?? "missing"), must be at most \(threshold)" }

    init(_ check: AnswerCheck) {
      name = check.name
      _value = Nullable(wrappedValue: check.value.isFinite ? check.value : nil)
      valueWhy = check.value.isFinite ? nil : "not finite"
      threshold = check.threshold
      pass = check.passes
    }
  }

  public init(_ state: CellState, checks: [Check]) {
    (self.state, reason) = (state.name, state.reason)
    self.checks = checks
  }

  init(_ measurement: CellMeasurement) {
    state = measurement.state.name
    reason = measurement.state.reason
    checks = measurement.checks.map(Check.init)
  }

  init(_ entry: ContestEntry) {
    state = entry.state.name
    reason = entry.state.reason
    checks = entry.checks
  }
}
