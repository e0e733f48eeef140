/// What a run may take at most.
public enum Limit: Sendable, Equatable {
  /// The median time.
  case seconds(Double)
  /// Memory that no file stands behind, at the peak of any run.
  case anonymousBytes(Double)
  /// What a run fetches from disk, at the median, in readings of the table's file from front to back: one is needed, more are
  /// passes of the solver over what memory did not keep.
  case diskReadings(Double)
  /// What a run takes beside the solve, at the median, in the time of so many readings of the table's file from front to back.
  case readingsBesideSolve(Double)

  /// The limit itself.
  public var amount: Double {
    switch self {
    case .seconds(let amount), .anonymousBytes(let amount), .diskReadings(let amount), .readingsBesideSolve(let amount): amount
    }
  }

  fileprivate var isDisk: Bool { if case .diskReadings = self { true } else { false } }

  public var text: String {
    switch self {
    case .seconds(let seconds): "\(Int(seconds)) s"
    case .anonymousBytes(let bytes): "\(Int(bytes / 0x1p30)) GiB anonymous"
    case .diskReadings(let readings): "\(Int(readings)) readings from disk"
    case .readingsBesideSolve(let readings): "\(Int(readings)) readings and the solve"
    }
  }
}

extension ContestResult {
  /// What a limit is held against.
  func measured(_ limit: Limit, _ contender: String, on cell: String) -> Result<Double, MeasurementGap> {
    median(contender, on: cell).flatMap { median in
      let entry = entries.first { $0.cell == cell && $0.contender == contender }
      let resources = entry?.resources ?? []
      let amount: Double? =
        switch limit {
        case .seconds: median
        case .anonymousBytes: resources.compactMap(\.peakAnonymousBytes).max().map(Double.init)
        case .diskReadings: SampleStatistics(resources.compactMap(\.diskReadings))?.median
        case .readingsBesideSolve: entry.flatMap { SampleStatistics($0.readingsBesideSolve)?.median }
        }
      if let amount { return .success(amount) }
      let why = limit.isDisk ? resources.compactMap(\.diskReadingsWhy).first : nil
      return .failure(MeasurementGap(reason: why ?? "\(contender) does not tell what it took"))
    }
  }
}

extension ContestEntry {
  /// Of each sample, in the time of its reading of the file: what it took beside the solve. None where that is not known of all.
  fileprivate var readingsBesideSolve: [Double] {
    let samples = zip(seconds, resources).compactMap { seconds, resources in
      resources.solveSeconds.map { (seconds - $0) / resources.readSeconds }
    }
    // What is less than the clocks of two can tell apart counts as a thousandth.
    return samples.count == seconds.count ? samples.map { max($0, 0.001) } : []
  }
}
