import Foundation
import Leontief

/// The reference tables outside the repository. They are found by the environment variable `LEONTIEF_DATA`, or in a folder
/// `shared/data` next to a folder that holds this file; tests that need them are skipped where there are none.
public enum SharedTables {
  /// The folder that holds `tables`, `formats` and `satellites`; nil where there is none.
  public static let root: String? = {
    if let named = ProcessInfo.processInfo.environment["LEONTIEF_DATA"], isRoot(named) { return named }
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data").path
      if isRoot(candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// For `.enabled(if:)` with a message.
  public static let areAvailable = root != nil
  public static let absence = "the reference tables are not here; set LEONTIEF_DATA to the folder that holds them"

  /// The folder of one table.
  public static func table(_ id: String) -> String { "\(root ?? "")/tables/\(id)" }

  /// A table, read as a command reads it.
  public static func read(_ id: String) throws -> InputOutputTable {
    try ReaderRegistry.standard.read(table(id)).takeTable()
  }

  /// The names of all tables, sorted.
  public static var ids: [String] {
    guard let root else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/tables")) ?? []).sorted()
  }

  /// The `meta.json` of a table as untyped JSON.
  public static func document(_ id: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(table(id))/meta.json"))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  private static func isRoot(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/tables") }
}
