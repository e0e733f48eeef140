/// A requirement held against what was measured.
///
/// What is compared was measured in the same round: a host that is faster for some seconds is so for both.
public struct Judgement: Sendable, Equatable {
  public let requirement: Requirement
  public let model: CostModel
  public let n: Int
  public let median: Double?
  /// Flops or bytes per second by the model.
  public let rate: Double?
  /// The share or the ratio that is required.
  public let value: Double?
  /// Holds the value with 95 % probability; nil under six rounds, and where medians are compared.
  public let interval: ClosedRange<Double>?
  /// The rounds that were compared; nil where medians are.
  public let rounds: Int?
  /// The figure that is asked and nothing could be held against has a reason.
  public let verdict: Verdict
  /// Why it is not met, in one line, from what the run tells.
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
    let measured = own.flatMap { own in Self.measured(requirement, own, amount, result) }
    let statistics = try? measured.get()
    value = statistics?.value
    interval = statistics?.interval
    rounds = statistics?.rounds
    switch measured {
    case .success(let measured): verdict = Verdict(measured.value, must: requirement.must)
    case .failure(let gap): verdict = .notMeasured(gap.reason)
    }
    let seconds = verdict == .notMet ? median : nil
    shortfall = seconds.flatMap { [model] in Shortfall(requirement, model, seconds: $0, result).text }
  }

  private struct Measured {
    let value: Double
    var interval: ClosedRange<Double>?
    var rounds: Int?

    /// Of medians.
    init(_ value: Double) { self.value = value }

    init?(rounds values: [Double]) {
      guard let statistics = SampleStatistics(values) else { return nil }
      (value, interval, rounds) = (statistics.median, statistics.interval, statistics.count)
    }
  }

  private static func measured(
    _ requirement: Requirement, _ own: Double, _ amount: Double, _ result: ContestResult
  ) -> Result<Measured, MeasurementGap> {
    let (contender, cell) = (requirement.contender, requirement.cell)
    switch requirement.measure {
    case .share(let roof), .readings(let roof):
      return result.shares(contender, on: cell, of: amount, atRoof: roof).flatMap(ofRounds)
    case .speed(let peer, nil): return result.speeds(contender, over: peer, on: cell).flatMap(ofRounds)
    case .speed(let peer, let other?): return result.median(peer, on: other).map { Measured($0 / own) }
    case .limit(let limit): return result.measured(limit, contender, on: cell).map { Measured(limit.amount / $0) }
    }
  }

  private static func ofRounds(_ values: [Double]) -> Result<Measured, MeasurementGap> {
    Measured(rounds: values).map { .success($0) } ?? .failure(MeasurementGap(reason: "a figure that is not finite"))
  }
}

/// Why a figure is missing.
public struct MeasurementGap: Error, Equatable {
  public let reason: String
}
