/// One thing a contender must reach on one cell.
public struct Requirement: Sendable, Equatable {
  public enum Measure: Sendable, Equatable {
    /// The contender's rate by the cell's model over the rate of a roof in the same round: the median of the rounds.
    case share(ofRoof: String)
    /// The same, told as how often the contender could have read its data in its time: a share of 1/12 is twelve readings.
    case readings(atRoof: String)
    /// The peer's time over the contender's in the same round, the median of the rounds; of the medians where the peer has a cell
    /// of its own.
    case speed(over: String, onCell: String? = nil)
    /// A limit over what was measured.
    case limit(Limit)

    /// A share or ratio as people read it: how many readings, where those are counted.
    public func inUnit(_ value: Double) -> Double { if case .readings = self { 1 / value } else { value } }

    /// The ends in that unit, ascending.
    public func inUnit(_ interval: ClosedRange<Double>) -> [Double] {
      [interval.lowerBound, interval.upperBound].map(inUnit).sorted()
    }
  }

  public let cell: String
  public let contender: String
  public let measure: Measure
  public let must: Double
  public let aim: Double?
  /// The roof that may be the reason that it cannot be met: of the cell's multiply-adds, or of its reading.
  public let bound: String?

  public init(
    _ contender: String, on cell: String, _ measure: Measure, must: Double, aim: Double? = nil, bound: String? = nil
  ) {
    self.cell = cell
    self.contender = contender
    self.measure = measure
    self.must = must
    self.aim = aim
    self.bound = bound
  }
}

/// Whether a requirement is met. On the limit is met.
public enum Verdict: Sendable, Equatable {
  case met
  case notMet
  case notMeasured(String)

  public init(_ value: Double, must: Double) { self = value >= must ? .met : .notMet }

  public var text: String {
    switch self {
    case .met: "met"
    case .notMet: "not met"
    case .notMeasured: "not measured"
    }
  }

  public var reason: String? {
    if case .notMeasured(let reason) = self { reason } else { nil }
  }
}
