import Tables

/// Writes one format. What is written appears whole or not at all and reads back bit for bit.
public protocol TableWriter: Sendable {
  /// A stable name for scripts, the reader's.
  var id: String { get }
  /// What people call the format.
  var name: String { get }

  /// True when `path` has the ending of this format.
  func accepts(_ path: String) -> Bool

  func write(_ table: borrowing InputOutputTable, to path: String, options: WriteOptions) throws(TableWriteError)
}
