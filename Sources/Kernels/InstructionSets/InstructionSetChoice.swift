#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The instruction set of an engine and what forced it.
public struct InstructionSetChoice: Sendable, Equatable {
  public let set: InstructionSet
  /// "LEONTIEF_ISA=avx2", "--isa avx2", or "the caller"; nil when it is simply the widest there is.
  public let forcedBy: String?

  /// What is used when nobody asks for anything.
  public static var widest: InstructionSetChoice { InstructionSetChoice(set: .best, forcedBy: nil) }

  init(set: InstructionSet, forcedBy: String?) {
    self.set = set
    self.forcedBy = forcedBy
  }

  /// A set by name: sse2, avx2, avx512 or neon. `source` is where the name stood, for the message and for reports.
  public init(_ name: String, source: String) throws(InstructionSetError) {
    guard let set = InstructionSet(rawValue: name) else { throw .unknown(word: name, source: source) }
    self = try Self(available: set, source: source, forcedBy: "\(source) \(name)")
  }

  /// A set the caller names in Swift.
  public init(_ set: InstructionSet) throws(InstructionSetError) {
    self = try Self(available: set, source: "the caller", forcedBy: "the caller")
  }

  /// What `LEONTIEF_ISA` asks for, else the widest there is.
  public static func fromEnvironment() throws(InstructionSetError) -> InstructionSetChoice {
    try fromEnvironment { getenv($0).map { String(cString: $0) } }
  }

  package static func fromEnvironment(
    _ environment: (String) -> String?
  ) throws(InstructionSetError) -> InstructionSetChoice {
    guard let name = environment("LEONTIEF_ISA") else { return .widest }
    guard let set = InstructionSet(rawValue: name) else { throw .unknown(word: name, source: "LEONTIEF_ISA") }
    return try Self(available: set, source: "LEONTIEF_ISA", forcedBy: "LEONTIEF_ISA=\(name)")
  }

  private init(available set: InstructionSet, source: String, forcedBy: String) throws(InstructionSetError) {
    guard InstructionSet.available.contains(set) else { throw .unavailable(set, source: source) }
    self.init(set: set, forcedBy: forcedBy)
  }
}
