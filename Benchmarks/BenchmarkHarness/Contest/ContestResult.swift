/// Everything a contest measured.
public struct ContestResult: Sendable {
  public let cells: [ContestCell]
  public let entries: [ContestEntry]
  public let roofs: [ContestEntry]

  public init(cells: [ContestCell], entries: [ContestEntry], roofs: [ContestEntry]) {
    self.cells = cells
    self.entries = entries
    self.roofs = roofs
  }

  /// Median seconds of a contender on a cell.
  func median(_ contender: String, on cell: String) -> Result<Double, MeasurementGap> {
    guard let entry = entries.first(where: { $0.cell == cell && $0.contender == contender }) else {
      return .failure(MeasurementGap(reason: "\(contender) did not run \(cell)"))
    }
    guard let median = entry.statistics?.median else { return .failure(Self.gap(entry)) }
    return .success(median)
  }

  /// Median rate of a roof over the whole run.
  public func rate(ofRoof id: String) -> Result<Double, MeasurementGap> {
    guard let entry = roofs.first(where: { $0.cell == id }) else {
      return .failure(MeasurementGap(reason: "\(id) was not measured"))
    }
    guard let rate = entry.medianRate else { return .failure(Self.gap(entry)) }
    return .success(rate)
  }

  private static func gap(_ entry: ContestEntry) -> MeasurementGap {
    let reason = entry.state.reason.map { "\(entry.state.name): \($0)" } ?? "no sample was taken"
    return MeasurementGap(reason: "\(entry.contender) \(reason)")
  }

  /// The first answer that was wrong.
  public var invalid: [ContestEntry] { (entries + roofs).filter(\.state.isInvalid) }
}
