import Aggregation

/// What a digital-economy estimate is asked for: which sectors are digital, which are split and how.
///
/// A study is data, kept in a YAML file that its readers can check and change.
public struct Study: Sendable, Equatable {
  /// How several digital sectors become one number.
  public enum Method: String, Sendable, CaseIterable {
    /// Merge the digital sectors first (the published method).
    case aggregated
    /// Keep them apart and remove the digital-digital block once.
    case block
  }

  /// A named group of digital sectors.
  public struct Subsector: Sendable, Equatable {
    public var name: String
    /// Codes after splitting, or `REGION/CODE`.
    public var codes: [String]

    public init(name: String, codes: [String]) {
      self.name = name
      self.codes = codes
    }
  }

  /// What somebody else published for the same economy, to be shown beside the result.
  public struct PublishedFigure: Sendable, Equatable {
    /// Share of gross value added, a fraction.
    public var share: Double
    /// Who published it, where and when.
    public var source: String
    /// Why the two figures need not agree.
    public var difference: String

    public init(share: Double, source: String, difference: String) {
      self.share = share
      self.source = source
      self.difference = difference
    }
  }

  public var title: String
  /// Partly digital sectors and their shares.
  public var splits: [SectorSplit]
  /// The digital sectors in groups, in the order of the file.
  public var digital: [Subsector]
  public var method: Method
  /// Where the sector set and the shares come from.
  public var source: String
  /// Reasons and reservations that belong beside the result.
  public var notes: [String]
  public var published: [PublishedFigure]

  public init(
    title: String = "", splits: [SectorSplit] = [], digital: [Subsector], method: Method = .aggregated,
    source: String = "", notes: [String] = [], published: [PublishedFigure] = []
  ) {
    self.title = title
    self.splits = splits
    self.digital = digital
    self.method = method
    self.source = source
    self.notes = notes
    self.published = published
  }
}
