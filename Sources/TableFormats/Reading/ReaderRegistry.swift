import MatrixCore
import Tables

/// The one list of formats that can be read.
public struct ReaderRegistry: Sendable {
  public let readers: [any TableReader]

  public init(_ readers: [any TableReader]) { self.readers = readers }

  /// Every format of this library, in the order in which they are tried.
  public static let standard = ReaderRegistry([CanonicalFolderReader(), LabelledCSVReader()])

  /// The first reader that recognises `path`.
  ///
  /// Errors: `TableReadError.file` when the path cannot be opened, `.unrecognised` with the formats tried.
  public func reader(for path: String) throws(TableReadError) -> any TableReader {
    if let reader = readers.first(where: { $0.recognises(path) }) { return reader }
    do { try FileStatus.checkReadable(path) } catch { throw .file(error) }
    throw .unrecognised(path: path, tried: readers.map(\.name))
  }

  public func probe(_ path: String) throws(TableReadError) -> TableDescription {
    try reader(for: path).probe(path)
  }

  /// Sectors of the table at `path`, for little.
  public func sectorCount(_ path: String) throws(TableReadError) -> Int { try reader(for: path).sectorCount(path) }

  /// Reads the table at `path` in whatever format it is.
  public func read(_ path: String, options: ReadOptions = ReadOptions()) throws(TableReadError) -> TableReading {
    try reader(for: path).read(path, options: options)
  }
}
