import Leontief

/// Where a command's document goes. It is opened before the work, so that a target that cannot be written costs no result.
public struct ReportTarget: ~Copyable {
  private var file: ReplacementFile

  /// `-` is the standard output. Errors: `FileError`.
  public init(path: String) throws {
    file = path == "-" ? try .standardOutput() : try ReplacementFile(path: path)
  }

  /// Writes a text whole or not at all.
  public consuming func write(_ text: String) throws {
    try file.write(text)
    try file.commit()
  }

  /// Writes the document whole or not at all.
  public consuming func write<Content: Encodable>(_ document: ReportDocument<Content>) throws {
    try write(try document.text())
  }
}
