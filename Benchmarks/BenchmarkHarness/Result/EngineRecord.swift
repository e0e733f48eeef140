import Leontief

/// The engine that did the work: enough to tell why two hosts differ.
public struct EngineRecord: Codable, Sendable, Equatable {
  public var name: String
  @Nullable public var path: String?
  /// What the linker made of the library's contents: the same for the same file only. Null where the file has none.
  @Nullable public var buildId: String?
  public var version: String
  /// What the Swift kernels use: sse2, avx2, avx512 or neon. Null for an engine without any.
  @Nullable public var instructionSet: String?
  @Nullable public var instructionSetForcedBy: String?
  @Nullable public var config: String?
  @Nullable public var coreTypeDetected: String?
  @Nullable public var coreTypeForcedBy: String?
  @Nullable public var intBits: Int?
  public var threading: String
  public var threadsUsed: Int
  public var notes: [String]
  /// What `auto` chose and why; null for an engine asked for by name.
  @Nullable public var selection: SelectionRecord?

  public init(_ engine: Engine) {
    let description = engine.description
    name = description.name
    version = description.version
    threading = description.threading
    threadsUsed = description.threads
    notes = engine.notes
    _path = Nullable(wrappedValue: description.path)
    _buildId = Nullable(wrappedValue: description.path.flatMap { ELFFile(path: $0)?.buildId })
    _instructionSet = Nullable(wrappedValue: description.instructionSet.rawValue)
    _instructionSetForcedBy = Nullable(wrappedValue: description.instructionSetForcedBy)
    _selection = Nullable(wrappedValue: description.selection.map(SelectionRecord.init))
    _config = Nullable(wrappedValue: description.configuration)
    _coreTypeDetected = Nullable(wrappedValue: description.coreType)
    _coreTypeForcedBy = Nullable(wrappedValue: description.coreTypeForcedBy)
    _intBits = Nullable(wrappedValue: description.integerBits)
  }
}
