/// One thing a contender must reach on one cell.
public struct Requirement: Sendable, Equatable {
  public enum Measure: Sendable, Equatable {
    /// The contender's rate by the cell's model over the rate of a roof.
    case share(ofRoof: String)
    /// The same, told as how often the contender could have read its data in its time: a share of 1/12 is twelve readings.
    case readings(atRoof: String)
    /// The peer's median time over the contender's, on this cell or on the peer's own.
    case speed(over: String, onCell: String? = nil)
    /// A limit over what was measured.
    case limit(Limit)

    /// A share or ratio as people read it: how many readings, where those are counted.
    public func inUnit(_ value: Double) -> Double { if case .readings = self { 1 / value } else { value } }
  }

  public let cell: String
  public let contender: String
  public let measure: Measure
  public let must: Double
  public let aim: Double?
  /// The roof that the multiply-adds of the cell stand under, which may be the reason that it cannot be met.
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

/// A requirement held against what was measured.
public struct Judgement: Sendable, Equatable {
  public let requirement: Requirement
  public let model: CostModel
  public let n: Int
  public let median: Double?
  /// Flops or bytes per second by the model.
  public let rate: Double?
  /// The share or the ratio that is required.
  public let value: Double?
  /// The figure that is asked and nothing could be held against has a reason.
  public let verdict: Verdict
  /// Why it is not met, in one line, where the run tells.
  public let shortfall: String?

  public init(_ requirement: Requirement, _ result: ContestResult) {
    self.requirement = requirement
    let cell = result.cells.first { $0.id == requirement.cell }
    model = cell?.model ?? CostModel(flops: 0, bytesMin: 0, roof: .compute)
    n = cell?.problem.n ?? 0
    let own = result.median(requirement.contender, on: requirement.cell)
    median = try? own.get()
    let amount = model.roof == .compute ? model.flops : model.bytesMin
    rate = median.map { amount / $0 }
    let measured = own.flatMap { own in
      Self.value(requirement.measure, requirement.contender, on: requirement.cell, own, amount, result)
    }
    value = try? measured.get()
    switch measured {
    case .success(let value): verdict = Verdict(value, must: requirement.must)
    case .failure(let gap): verdict = .notMeasured(gap.reason)
    }
    let seconds = verdict == .notMet ? median : nil
    shortfall = seconds.flatMap { [model] in Shortfall(requirement, model, seconds: $0, result).text }
  }

  private static func value(
    _ measure: Requirement.Measure, _ contender: String, on cell: String, _ own: Double, _ amount: Double, _ result: ContestResult
  ) -> Result<Double, MeasurementGap> {
    switch measure {
    case .share(let roof), .readings(let roof): result.rate(ofRoof: roof).map { amount / own / $0 }
    case .speed(let peer, let peerCell): result.median(peer, on: peerCell ?? cell).map { $0 / own }
    case .limit(let limit): result.measured(limit, contender, on: cell).map { limit.amount / $0 }
    }
  }
}

/// Why a figure is missing.
public struct MeasurementGap: Error, Equatable {
  public let reason: String
}
