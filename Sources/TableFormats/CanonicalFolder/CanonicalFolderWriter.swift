import MatrixCore
import Tables

/// Writes canonical folders. The folder is filled aside and renamed, so that it appears whole or not at all.
public struct CanonicalFolderWriter: TableWriter {
  public init() {}

  public var id: String { "canonical-folder" }
  public var name: String { "canonical folder" }

  /// A path without an ending names a folder; dots are common in folder names, so only endings of files are declined.
  public func accepts(_ path: String) -> Bool {
    let fileEndings = [".csv", ".npy", ".npz", ".json", ".xlsx", ".xls", ".txt", ".zip", ".gz", ".parquet"]
    return !fileEndings.contains { path.lowercased().hasSuffix($0) }
  }

  /// Errors: `TableWriteError`. An empty folder is filled. Any other folder is replaced only on request, and only when
  /// everything in it belongs to a canonical table that can be read (`CanonicalFolder.strangers`). One further file or
  /// folder, and nothing is deleted or written.
  public func write(
    _ table: borrowing InputOutputTable, to path: String, options: WriteOptions = WriteOptions()
  ) throws(TableWriteError) {
    try Self.checkTarget(path, options)
    try Self.checkNames(table.rows, hasValueAdded: table.valueAdded != nil)
    let validation = TableValidation(of: table, negativeOutput: .allowed)
    if let finding = validation.findings(of: .nonFinite).first { throw .invalid(path: path, finding: finding) }
    do throws(FileError) {
      let folder = try ReplacementFolder(path: path)
      var contents = CanonicalFolderContents(folder: CanonicalFolder(path: folder.temporary))
      try contents.write(table, validation)
      try folder.commit()
    } catch {
      // The temporary folder's name means nothing to the reader of the message.
      throw .file(FileError(path: path, operation: error.operation, code: error.code))
    }
  }

  static func checkTarget(_ path: String, _ options: WriteOptions) throws(TableWriteError) {
    switch FileStatus(path) {
    case .nothing: return
    case .folder:
      let names: [String]
      do { names = try FileStatus.names(inFolder: path) } catch { throw .file(error) }
      if names.isEmpty { return }
      guard options.existing == .replaced else { throw .exists(path: path, cure: "choose another name or ask to replace it") }
      try checkContents(path)
    case .file, .other: throw .exists(path: path, cure: "it is not a folder; choose another name")
    }
  }

  /// Refuses to replace a folder that holds anything but a table.
  private static func checkContents(_ path: String) throws(TableWriteError) {
    guard CanonicalFolderReader().recognises(path) else {
      throw .exists(path: path, cure: "it is not a canonical table and is not replaced; choose another name")
    }
    let strangers: [String]
    do {
      strangers = try CanonicalFolder(path: path).strangers()
    } catch {
      throw .exists(path: path, cure: "its table cannot be read (\(error)) and is not replaced; choose another name")
    }
    guard strangers.isEmpty else {
      let more = strangers.count > 3 ? " and \(strangers.count - 3) more" : ""
      let list = strangers.prefix(3).joined(separator: ", ") + more
      throw .exists(
        path: path, cure: "it also holds \(list), not part of the table, and is not replaced; move them or choose another name")
    }
  }

  static func checkNames(_ rows: [NamedRows], hasValueAdded: Bool) throws(TableWriteError) {
    var seen: Set<String> = []
    for name in rows.map(\.name) {
      let file = name + ".npy"
      guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), !name.contains("\0"), file.utf8.count <= 255 else {
        throw .rowName(name, reason: "the name is not the name of a file")
      }
      let isSecondValueAdded = file == CanonicalFolder.grossValueAdded && hasValueAdded
      guard !CanonicalFolder.notRows.contains(file) || isSecondValueAdded else {
        throw .rowName(name, reason: "a canonical folder uses this name for another array")
      }
      guard seen.insert(name).inserted else { throw .rowName(name, reason: "two blocks of rows have this name") }
    }
  }
}
