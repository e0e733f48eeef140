import Tables

/// The sectors of a table's classification and what they hold by ISIC: data with a source and a standing.
public struct ClassificationMap: Sendable, Equatable {
  public struct Sector: Sendable, Equatable {
    public var code: String
    public var name: String
    /// Divisions, groups and classes of ISIC Rev. 4; the longest that fits decides where a class is.
    public var isic4: [String]
    /// The same of ISIC Rev. 3.1; empty where the classification is not made of it.
    public var isic3: [String]
  }

  public var id: String
  public var title: String
  public var classification: String
  public var standing: DefinitionStanding
  public var source: String
  public var notes: [String]
  public var sectors: [Sector]

  /// How many of some sectors' codes are in the classification, and of how many of these the names agree.
  func agreement(_ sectors: SectorIndex) -> (codes: Int, names: Int) {
    let known = Dictionary(self.sectors.map { ($0.code, Self.letters($0.name)) }, uniquingKeysWith: { first, _ in first })
    var (seen, names): (Set<String>, Int) = ([], 0)
    for label in sectors.labels where seen.insert(label.code).inserted {
      if known[label.code] == Self.letters(label.name) { names += 1 }
    }
    return (seen.filter { known[$0] != nil }.count, names)
  }

  /// A name without what spellings differ in.
  private static func letters(_ name: String) -> String { name.lowercased().filter(\.isLetter) }
}
