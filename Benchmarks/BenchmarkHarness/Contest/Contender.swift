/// A program that takes part in a contest: one engine in a process of its own, so that no library's threads, buffers or
/// settings reach another.
///
/// It reads requests from stdin and answers each with one line on stdout (`ContenderRequest`, `ContenderReply`).
public struct Contender: Sendable, Equatable {
  /// What cells call it by: "swift", "openblas".
  public let name: String
  /// An absolute path.
  public let executable: String
  public let arguments: [String]
  /// Changes to this process's environment; nil takes a variable away.
  public let environment: [String: String?]
  /// What its engine must say it is, in version or core type; another engine must not run in its place.
  public let identity: String?

  public init(
    name: String, executable: String, arguments: [String], environment: [String: String?] = [:], identity: String? = nil
  ) {
    self.name = name
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.identity = identity
  }

  /// The same program with another environment.
  public func renamed(_ name: String, environment changes: [String: String?], identity: String? = nil) -> Contender {
    Contender(
      name: name, executable: executable, arguments: arguments, environment: environment.merging(changes) { $1 },
      identity: identity)
  }

  /// Why an engine that calls itself this is not the one that was meant; nil when it is.
  func objection(to engine: EngineRecord) -> String? {
    guard let identity else { return nil }
    let known = [engine.name, engine.version, engine.coreTypeDetected ?? ""]
    if known.contains(where: { $0.lowercased() == identity.lowercased() }) { return nil }
    let found = engine.coreTypeDetected.map { "\(engine.version), core type \($0)" } ?? engine.version
    return "it is \(found), not \(identity)"
  }
}
