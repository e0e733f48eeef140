/// What a run may take at most.
public enum Limit: Sendable, Equatable {
  /// The median time.
  case seconds(Double)
  /// Memory that no file stands behind, at the peak of any run.
  case anonymousBytes(Double)
  /// What a run takes besides its solver's own time, at the median, in readings of the table's file from front to back.
  case fileReadings(Double)

  /// The limit itself.
  public var amount: Double {
    switch self {
    case .seconds(let amount), .anonymousBytes(let amount), .fileReadings(let amount): amount
    }
  }

  public var text: String {
    switch self {
    case .seconds(let seconds): "\(Int(seconds)) s"
    case .anonymousBytes(let bytes): "\(Int(bytes / 0x1p30)) GiB anonymous"
    case .fileReadings(let readings): "\(Int(readings)) readings + solve"
    }
  }
}

extension ContestResult {
  /// What a limit is held against.
  func measured(_ limit: Limit, _ contender: String, on cell: String) -> Result<Double, MeasurementGap> {
    median(contender, on: cell).flatMap { median in
      let resources = entries.first { $0.cell == cell && $0.contender == contender }?.resources ?? []
      let amount: Double? =
        switch limit {
        case .seconds: median
        case .anonymousBytes: resources.compactMap(\.peakAnonymousBytes).max().map(Double.init)
        case .fileReadings: SampleStatistics(resources.compactMap(\.fileReadings))?.median
        }
      return amount.map { .success($0) } ?? .failure(MeasurementGap(reason: "\(contender) does not tell what it took"))
    }
  }
}
