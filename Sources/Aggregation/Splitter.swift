import MatrixCore
import Tables

/// A sector divided into parts by shares.
public struct SectorSplit: Sendable, Equatable {
  /// One part: its label's code and name, and its share of the sector.
  public struct Part: Sendable, Equatable {
    public var code: String
    public var name: String
    public var share: Double

    public init(code: String, name: String, share: Double) {
      self.code = code
      self.name = name
      self.share = share
    }
  }

  /// The sector's code, or `REGION/CODE`.
  public var sector: String
  public var parts: [Part]

  public init(sector: String, into parts: [Part]) {
    self.sector = sector
    self.parts = parts
  }
}

/// Builds splitters: concordances that divide sectors by shares.
public enum Splitter {
  /// S: the parts of a split sector stand in its place, in the order given; the others are untouched.
  ///
  /// Row and column of the sector are both multiplied by the shares, so children have their parent's multipliers and
  /// merging them restores the table. Shares that sum to one but for the digits that were typed, `Concordance.shareTolerance`, are
  /// taken as the parts of one that they are in proportion. Shapes: n' × n. Errors: unknown or ambiguous sectors, a sector split twice, shares
  /// outside [0, 1] or not summing to one, a part's code that another sector has.
  /// Reference: Gajbhiye and Arora (2022), annex; methods: Z' = S Z Sᵀ, x' = S x.
  public static func splitting(
    _ splits: [SectorSplit], of sources: SectorIndex
  ) throws(ConcordanceError) -> Concordance {
    var partsBySource: [Int: [SectorSplit.Part]] = [:]
    for split in splits {
      let source = try sources.resolve(split.sector)
      for part in split.parts where !(part.share >= 0 && part.share <= 1) {
        throw .badShare(sector: split.sector, share: part.share)
      }
      guard partsBySource.updateValue(split.parts, forKey: source) == nil else { throw .splitTwice(split.sector) }
    }
    var targets: [SectorLabel] = []
    var entries: [(target: Int, source: Int, share: Double)] = []
    for source in 0..<sources.count {
      guard let parts = partsBySource[source] else {
        entries.append((targets.count, source, 1))
        targets.append(sources[source])
        continue
      }
      for (part, share) in zip(parts, wholeShares(parts)) {
        entries.append((targets.count, source, share))
        targets.append(SectorLabel(region: sources[source].region, code: part.code, name: part.name))
      }
    }
    return try Concordance(sources: sources, targets: targets, entries: entries)
  }

  /// Shares over their sum where that is one but for digits left out; else as they are, to be refused.
  private static func wholeShares(_ parts: [SectorSplit.Part]) -> [Double] {
    let shares = parts.map(\.share)
    let sum = shares.compensatedSum()
    return abs(sum - 1) <= Concordance.shareTolerance ? shares.map { $0 / sum } : shares
  }

  /// P: merges the children of `splits` back into their parents, P S = I.
  public static func merging(
    _ splits: [SectorSplit], of parents: SectorIndex
  ) throws(ConcordanceError) -> Concordance {
    let splitter = try splitting(splits, of: parents)
    let children: SectorIndex
    do { children = try SectorIndex(splitter.targets) } catch { throw .labels(error) }
    var entries: [(target: Int, source: Int, share: Double)] = []
    for child in 0..<splitter.targets.count {
      // A child has one parent: its row of S has one entry, also when the share is zero.
      let parent = Int(splitter.matrix.columnIndices[splitter.matrix.rowStarts[child]])
      entries.append((parent, child, 1))
    }
    return try Concordance(sources: children, targets: parents.labels, entries: entries)
  }
}
