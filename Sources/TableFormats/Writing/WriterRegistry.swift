import Tables

/// The one list of formats that can be written, told apart by the ending of the target.
public struct WriterRegistry: Sendable {
  public let writers: [any TableWriter]

  public init(_ writers: [any TableWriter]) { self.writers = writers }

  public static let standard = WriterRegistry([LabelledCSVWriter(), CanonicalFolderWriter()])

  /// Writes the table in the format that the ending of `path` asks for.
  public func write(
    _ table: borrowing InputOutputTable, to path: String, options: WriteOptions = WriteOptions()
  ) throws(TableWriteError) {
    guard let writer = writers.first(where: { $0.accepts(path) }) else {
      throw .unrecognised(path: path, known: writers.map(\.name))
    }
    try writer.write(table, to: path, options: options)
  }
}
