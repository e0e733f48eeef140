import Leontief

/// An engine as documents show it.
public struct EngineReport: Encodable, Sendable {
  public let name: String
  public let path: String?
  public let version: String
  public let configuration: String?
  public let coreType: String?
  public let coreTypeForcedBy: String?
  public let integerBits: Int?
  public let threading: String
  public let threads: Int
  public let notes: [String]

  public init(_ engine: Engine) {
    let description = engine.description
    name = description.name
    path = description.path
    version = description.version
    configuration = description.configuration
    coreType = description.coreType
    coreTypeForcedBy = description.coreTypeForcedBy
    integerBits = description.integerBits
    threading = description.threading
    threads = description.threads
    notes = engine.notes
  }

  /// One line for people.
  public static func line(_ description: EngineDescription) -> String {
    var line = description.version
    if let coreType = description.coreType { line += ", core type \(coreType)" }
    if let forced = description.coreTypeForcedBy { line += " (forced by \(forced))" }
    line += ", \(description.threads) \(description.threads == 1 ? "thread" : "threads")"
    if !description.threading.isEmpty { line += " (\(description.threading))" }
    return line
  }
}
