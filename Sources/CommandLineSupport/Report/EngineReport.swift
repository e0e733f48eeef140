import Leontief

/// An engine as documents show it.
public struct EngineReport: Encodable, Sendable {
  public let name: String
  @OrNull public var path: String?
  public let version: String
  /// What the Swift kernels use: sse2, avx2, avx512 or neon.
  public let instructionSet: String
  @OrNull public var instructionSetForcedBy: String?
  @OrNull public var configuration: String?
  @OrNull public var coreType: String?
  @OrNull public var coreTypeForcedBy: String?
  @OrNull public var integerBits: Int?
  public let threading: String
  public let threads: Int
  public let notes: [String]
  /// What `auto` chose and why.
  @OrNull public var selection: SelectionReport?

  public init(_ engine: Engine) {
    let description = engine.description
    name = description.name
    path = description.path
    version = description.version
    instructionSet = description.instructionSet.rawValue
    instructionSetForcedBy = description.instructionSetForcedBy
    configuration = description.configuration
    coreType = description.coreType
    coreTypeForcedBy = description.coreTypeForcedBy
    integerBits = description.integerBits
    threading = description.threading
    threads = description.threads
    notes = engine.notes
    selection = description.selection.map(SelectionReport.init)
  }

  /// One line for people.
  public static func line(_ description: EngineDescription) -> String {
    var line = description.version
    if let forced = description.instructionSetForcedBy {
      let isSwift = description.version == description.instructionSet.title
      line +=
        isSwift ? " (forced by \(forced))" : " over Swift kernels of \(description.instructionSet.title) (forced by \(forced))"
    }
    if let coreType = description.coreType { line += ", core type \(coreType)" }
    if let forced = description.coreTypeForcedBy { line += " (forced by \(forced))" }
    line += ", \(description.threads) \(description.threads == 1 ? "thread" : "threads")"
    if !description.threading.isEmpty { line += " (\(description.threading))" }
    return line
  }
}
