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
    entry(contender, on: cell).flatMap { entry in
      entry.statistics.map { .success($0.median) } ?? .failure(Self.gap(entry))
    }
  }

  /// Median rate of a roof in the rounds of a cell.
  public func rate(ofRoof id: String, on cell: String) -> Result<Double, MeasurementGap> {
    roof(id, on: cell).flatMap { entry in
      entry.medianRate.map { .success($0) } ?? .failure(Self.gap(entry))
    }
  }

  /// The part of a roof's rate that `amount` of work in a contender's time is, in every round that has both.
  func shares(
    _ contender: String, on cell: String, of amount: Double, atRoof id: String
  ) -> Result<[Double], MeasurementGap> {
    roof(id, on: cell).flatMap { roof in
      rounds(contender, on: cell).flatMap { own in
        let rates = roof.rateOfRound
        let shares = own.compactMap { round, seconds in rates[round].map { amount / seconds / $0 } }
        return shares.isEmpty ? .failure(Self.gap(roof)) : .success(shares)
      }
    }
  }

  /// How many times faster a contender is than a peer, in every round that has both.
  func speeds(_ contender: String, over peer: String, on cell: String) -> Result<[Double], MeasurementGap> {
    rounds(peer, on: cell).flatMap { others in
      rounds(contender, on: cell).flatMap { own in
        let speeds = own.compactMap { round, seconds in others[round].map { $0 / seconds } }
        return speeds.isEmpty ? .failure(MeasurementGap(reason: "no round has both \(contender) and \(peer)")) : .success(speeds)
      }
    }
  }

  private func rounds(_ contender: String, on cell: String) -> Result<[Int: Double], MeasurementGap> {
    entry(contender, on: cell).flatMap { entry in
      entry.secondsOfRound.isEmpty ? .failure(Self.gap(entry)) : .success(entry.secondsOfRound)
    }
  }

  private func roof(_ id: String, on cell: String) -> Result<ContestEntry, MeasurementGap> {
    roofs.first { $0.cell == id && $0.under == cell }.map { .success($0) }
      ?? .failure(MeasurementGap(reason: "\(id) was not measured"))
  }

  private func entry(_ contender: String, on cell: String) -> Result<ContestEntry, MeasurementGap> {
    entries.first { $0.cell == cell && $0.contender == contender }.map { .success($0) }
      ?? .failure(MeasurementGap(reason: "\(contender) did not run \(cell)"))
  }

  private static func gap(_ entry: ContestEntry) -> MeasurementGap {
    let reason = entry.state.reason.map { "\(entry.state.name): \($0)" } ?? "no sample was taken"
    return MeasurementGap(reason: "\(entry.contender) \(reason)")
  }

  /// The first answer that was wrong.
  public var invalid: [ContestEntry] { (entries + roofs).filter(\.state.isInvalid) }
}
