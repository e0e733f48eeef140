/// What a run took besides its time.
public struct ResourceRecord: Codable, Sendable, Equatable {
  /// Memory that no file stands behind, at its peak; null where the system does not tell.
  @Nullable public var peakAnonymousBytes: Int?
  /// Seconds to read the file of the table once from front to back, just before the run.
  public var readSeconds: Double
  /// What the run took besides its solver's own time, in such readings; null when those took no time.
  @Nullable public var fileReadings: Double?

  public init(peakAnonymousBytes: Int?, readSeconds: Double, fileReadings: Double?) {
    _peakAnonymousBytes = Nullable(wrappedValue: peakAnonymousBytes)
    self.readSeconds = readSeconds
    _fileReadings = Nullable(wrappedValue: fileReadings)
  }
}

/// A task that measures what it takes besides its time.
public protocol ResourceTask: TimedTask {
  /// Of the last run.
  var resources: ResourceRecord? { get }
}
