import Leontief

/// The engine that did the work: enough to tell why two hosts differ.
public struct EngineRecord: Codable, Sendable, Equatable {
  public var name: String
  @Nullable public var path: String?
  public var version: String
  @Nullable public var config: String?
  @Nullable public var coreTypeDetected: String?
  @Nullable public var coreTypeForcedBy: String?
  @Nullable public var intBits: Int?
  public var threading: String
  public var threadsUsed: Int
  public var notes: [String]

  public init(_ engine: Engine) {
    let description = engine.description
    name = description.name
    version = description.version
    threading = description.threading
    threadsUsed = description.threads
    notes = engine.notes
    _path = Nullable(wrappedValue: description.path)
    _config = Nullable(wrappedValue: description.configuration)
    _coreTypeDetected = Nullable(wrappedValue: description.coreType)
    _coreTypeForcedBy = Nullable(wrappedValue: description.coreTypeForcedBy)
    _intBits = Nullable(wrappedValue: description.integerBits)
  }
}
