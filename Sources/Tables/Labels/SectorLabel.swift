/// One row and column of a table: a sector of a region.
public struct SectorLabel: Sendable, Hashable, CustomStringConvertible {
  public var region: String
  /// The short code of the classification, unique inside a region ("C26", "J62_J63").
  public var code: String
  /// What people read ("Telecommunications").
  public var name: String

  public init(region: String, code: String, name: String) {
    self.region = region
    self.code = code
    self.name = name
  }

  /// `REGION/CODE`, the form in which studies and maps may name a sector of a multi-regional table.
  public var qualifiedCode: String { "\(region)/\(code)" }

  public var description: String { "\(qualifiedCode) (\(name))" }
}
