import Tables

/// Whether the tables of several years are of one economy, by the regions of their sectors: those without one in common are not.
public struct RegionAgreement: Sendable {
  /// Of the first table.
  private var regions: [String] = []

  public init() {}

  /// A table that has no region in common with the first.
  public struct Difference: Error, Equatable {
    /// Its regions, and those of the first.
    public let now: String
    public let before: String
  }

  /// Adds a table's. A table without sectors agrees with all.
  /// Errors: no region in common.
  public mutating func add(_ sectors: SectorIndex) throws(Difference) {
    guard !sectors.regions.isEmpty else { return }
    guard !regions.isEmpty else {
      regions = sectors.regions
      return
    }
    guard Set(regions).isDisjoint(with: sectors.regions) else { return }
    throw Difference(now: Self.named(sectors.regions), before: Self.named(regions))
  }

  /// "IND", "DEU, FRA, GBR and 38 more".
  private static func named(_ regions: [String]) -> String {
    let (shown, left) = (regions.prefix(3).joined(separator: ", "), regions.count - 3)
    return left > 0 ? "\(shown) and \(left) more" : shown
  }
}
