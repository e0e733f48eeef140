import Tables

/// What an estimator found, in the form in which it is shown and written: tables, identities, remarks and cost.
///
/// Every estimator has a result of its own type with names; this is its presentation, one for all commands.
public struct EstimateResult: Sendable {
  /// What was estimated ("Multipliers").
  public var title: String
  /// How: the method in a sentence, with its source.
  public var method: String
  public var tables: [ResultTable]
  public var checks: [IdentityCheck]
  /// One sentence for each thing to know when reading the figures.
  public var remarks: [String]
  public var cost: SolveCost
  /// What readers look for first.
  public var keyFigures: [KeyFigure] = []

  public init(
    title: String, method: String, tables: [ResultTable], checks: [IdentityCheck] = [], remarks: [String] = [],
    cost: SolveCost, keyFigures: [KeyFigure] = []
  ) {
    (self.title, self.method, self.tables) = (title, method, tables)
    (self.checks, self.remarks, self.cost, self.keyFigures) = (checks, remarks, cost, keyFigures)
  }

  /// A cell of one of the tables, under a title of its own. One that is not there, or holds no figure, is not shown.
  public struct KeyFigure: Sendable, Equatable {
    public var title: String
    public var table: String
    public var row: Int
    public var column: String

    public init(_ title: String, table: String, row: Int, column: String) {
      (self.title, self.table, self.row, self.column) = (title, table, row, column)
    }
  }
}

/// A result of an estimator that commands can show.
public protocol Presentable {
  var presentation: EstimateResult { get }
}

extension EstimateResult: Presentable {
  public var presentation: EstimateResult { self }
}
