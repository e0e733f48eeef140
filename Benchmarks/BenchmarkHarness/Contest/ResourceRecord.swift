/// What a run took besides its time.
public struct ResourceRecord: Codable, Sendable, Equatable {
  /// Memory that no file stands behind, at its peak; null where the system does not tell.
  @Nullable public var peakAnonymousBytes: Int?
  /// Seconds to read the file of the table once from front to back, just before the run.
  public var readSeconds: Double
  /// Seconds of preparing and solving once the coefficients had been looked at; a part of the run's.
  public var solveSeconds: Double?
  /// Bytes that the run had the system fetch from disk, the passes of its solver included; null where the system does not tell.
  @Nullable public var diskBytes: Int?
  /// The same in readings of the table's file; null, with a reason, where that is not known.
  @Nullable public var diskReadings: Double?
  public var diskReadingsWhy: String?

  /// A run reads all of its table: who fetched clearly less found the rest in memory.
  private static let leastReadings = 0.9

  public init(
    peakAnonymousBytes: Int?, readSeconds: Double, solveSeconds: Double? = nil, diskBytes: Int?, fileBytes: Int
  ) {
    _peakAnonymousBytes = Nullable(wrappedValue: peakAnonymousBytes)
    self.readSeconds = readSeconds
    self.solveSeconds = solveSeconds
    _diskBytes = Nullable(wrappedValue: diskBytes)
    let readings = diskBytes.flatMap { fileBytes > 0 ? Double($0) / Double(fileBytes) : nil }
    let isMeasure = (readings ?? 0) >= Self.leastReadings
    _diskReadings = Nullable(wrappedValue: isMeasure ? readings : nil)
    if readings == nil {
      diskReadingsWhy = "the system does not tell what it reads from disk"
    } else if !isMeasure {
      diskReadingsWhy = "the table's file was in memory before the run, or its disk is memory"
    }
  }
}

/// A task that measures what it takes besides its time.
public protocol ResourceTask: TimedTask {
  /// Of the last run.
  var resources: ResourceRecord? { get }
}
