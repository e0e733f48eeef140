/// One column of final demand.
public struct DemandCategory: Sendable, Hashable {
  /// The absorbing region; `ROW` for exports of a national table.
  public var region: String
  /// The category's name ("Gross fixed capital formation").
  public var category: String
  /// What the category is ("exports", "changes in inventories"), when the source says.
  public var role: String?

  public init(region: String, category: String, role: String? = nil) {
    self.region = region
    self.category = category
    self.role = role
  }
}
