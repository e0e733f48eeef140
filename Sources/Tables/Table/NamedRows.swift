/// Named rows under a table: a primary input (imports, taxes), or a satellite account (employment, emissions).
///
/// Shapes: k rows of n values, row by row. Units: the row's own; empty when the source does not say.
public struct NamedRows: Sendable, Equatable {
  /// The file's name without its ending ("imports", "employment", "F").
  public var name: String
  /// Number of rows; 1 for a vector.
  public var rowCount: Int
  /// `rowCount` × n values in row order.
  public var values: [Double]
  /// How the source explains the rows.
  public var meaning: String?

  public init(name: String, rowCount: Int = 1, values: [Double], meaning: String? = nil) {
    self.name = name
    self.rowCount = rowCount
    self.values = values
    self.meaning = meaning
  }
}
