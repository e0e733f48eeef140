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

  /// Sectors that digital services change without making them digital, in groups.
  public struct DisruptedGroup: Sendable, Equatable {
    public var name: String
    /// Codes after splitting, each with the part of it that counts as disrupted.
    public var parts: [DisruptedPart]

    public init(name: String, parts: [DisruptedPart]) {
      self.name = name
      self.parts = parts
    }
  }

  public struct DisruptedPart: Sendable, Equatable {
    public var code: String
    /// 1 unless the study says less: the Reserve Bank of India took every disrupted sector as wholly so.
    public var share: Double

    public init(code: String, share: Double = 1) {
      self.code = code
      self.share = share
    }
  }

  /// How many studies with shares drawn from their ranges are computed, and from which seed.
  public struct Sampling: Sendable, Equatable {
    public var draws = 10_000
    public var seed: UInt64 = 1

    public init(draws: Int = 10_000, seed: UInt64 = 1) {
      self.draws = draws
      self.seed = seed
    }
  }

  public var title: String
  /// Partly digital sectors and their shares.
  public var splits: [SectorSplit]
  /// Revenue from which shares of splits were computed, by split and source.
  public var revenues: [Revenues]
  /// The digital sectors in groups, in the order of the file.
  public var digital: [Subsector]
  /// Activities that are digital too, wherever a table has them; nil when all are named in `digital`.
  public var definition: ActivitySet?
  /// Sectors added to the digital ones for the digitally dependent economy; empty when that is not wanted.
  public var disrupted: [DisruptedGroup]
  /// Activities that are disrupted too, wherever a table has them.
  public var disruptedDefinition: ActivitySet?
  /// Fixed capital formation by the digital sectors; nil when the fourth term is not wanted.
  public var fixedCapital: FixedCapital?
  /// Ranges of shares that the study gives, by the code of the part; they win over `rangesOfSources`.
  public var ranges: [String: ClosedRange<Double>]
  public var sampling: Sampling
  public var method: Method
  /// Where the sector set and the shares come from.
  public var source: String
  /// Reasons and reservations that belong beside the result.
  public var notes: [String]
  public var published: [PublishedFigure]

  public init(
    title: String = "", splits: [SectorSplit] = [], revenues: [Revenues] = [], digital: [Subsector],
    definition: ActivitySet? = nil, disrupted: [DisruptedGroup] = [], disruptedDefinition: ActivitySet? = nil,
    fixedCapital: FixedCapital? = nil, ranges: [String: ClosedRange<Double>] = [:], sampling: Sampling = Sampling(),
    method: Method = .aggregated, source: String = "", notes: [String] = [], published: [PublishedFigure] = []
  ) {
    self.title = title
    self.splits = splits
    self.revenues = revenues
    self.digital = digital
    self.definition = definition
    self.disrupted = disrupted
    self.disruptedDefinition = disruptedDefinition
    self.fixedCapital = fixedCapital
    self.ranges = ranges
    self.sampling = sampling
    self.method = method
    self.source = source
    self.notes = notes
    self.published = published
  }
}
