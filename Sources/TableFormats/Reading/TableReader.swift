import Tables

/// Reads one format.
public protocol TableReader: Sendable {
  /// A stable name for scripts ("canonical-folder").
  var id: String { get }
  /// What people call the format ("canonical folder").
  var name: String { get }

  /// A cheap look: does `path` look like this format? Never throws; a file that cannot be opened is not recognised.
  func recognises(_ path: String) -> Bool

  /// Describes the table without loading it. Cost: headers and labels.
  func probe(_ path: String) throws(TableReadError) -> TableDescription

  /// Sectors of the table. Cost: one header where the format has one, of which alone errors tell then; else that of `probe`.
  func sectorCount(_ path: String) throws(TableReadError) -> Int

  /// Reads the table. Nothing larger than a header is allocated before the memory limit was checked.
  func read(_ path: String, options: ReadOptions) throws(TableReadError) -> TableReading
}

extension TableReader {
  public func sectorCount(_ path: String) throws(TableReadError) -> Int { try probe(path).sectorCount }
}
