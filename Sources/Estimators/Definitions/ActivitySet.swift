/// Activities in groups, by the codes of a classification of activities or of a table: what is digital, or disrupted.
///
/// Data in a file that its readers can check and change; the built-in ones are in `DefinitionCatalogue`.
public struct ActivitySet: Sendable, Equatable {
  public struct Activity: Sendable, Equatable {
    /// A division, group or class ("61", "631", "6312"), or a sector's code.
    public var code: String
    public var name: String

    public init(code: String, name: String = "") { (self.code, self.name) = (code, name) }
  }

  public struct Group: Sendable, Equatable {
    public var name: String
    /// Empty where the source gives no codes.
    public var activities: [Activity]
    /// Beginnings of words by which sectors are found in tables without such codes.
    public var words: [String]

    public init(name: String, activities: [Activity], words: [String] = []) {
      (self.name, self.activities, self.words) = (name, activities, words)
    }
  }

  public var id: String
  public var title: String
  /// What the codes are codes of: "ISIC Rev. 4", "ISIC Rev. 3.1", or else those of the tables themselves.
  public var scheme: String
  public var standing: DefinitionStanding
  public var source: String
  public var notes: [String]
  public var groups: [Group]
  /// Of the text it was read from; nil for one made by a program.
  public var checksum: DefinitionChecksum?

  public init(
    id: String, title: String, scheme: String, standing: DefinitionStanding, source: String, notes: [String] = [], groups: [Group]
  ) {
    (self.id, self.title, self.scheme, self.standing) = (id, title, scheme, standing)
    (self.source, self.notes, self.groups) = (source, notes, groups)
  }

  /// The sectors of the digital economy of a classification, whole.
  init(_ definition: SectorDefinition) {
    self.init(
      id: definition.id, title: definition.title, scheme: definition.classification, standing: definition.standing,
      source: definition.source, notes: definition.notes,
      groups: [Group(name: "digital economy", activities: definition.digitalEconomy.map { Activity(code: $0) })])
    checksum = definition.checksum
  }

  /// What stands beside a result that rests on it.
  var remark: String {
    let sum = checksum.map { ", \($0.text)" } ?? ""
    return "definition: \(id) (\(standing.rawValue)\(sum)), \(title), by \(scheme)"
  }
}
