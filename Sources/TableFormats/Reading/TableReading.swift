import Tables

/// A table that was read, and what the reader did and saw.
public struct TableReading: ~Copyable, Sendable {
  public var table: InputOutputTable
  public let report: ReadReport

  init(table: consuming InputOutputTable, report: ReadReport) {
    self.table = table
    self.report = report
  }

  /// The table alone.
  public consuming func takeTable() -> InputOutputTable { table }
}

/// What a reader did and saw.
public struct ReadReport: Sendable, Equatable {
  /// The reader's name.
  public var format: String
  /// Files that were not understood and not used, by name.
  public var leftAlone: [String]
  /// What was filled in or assumed, a sentence each.
  public var notes: [String]
  /// Findings and balances; nil only while a reader is still at work.
  public var validation: TableValidation?
}
