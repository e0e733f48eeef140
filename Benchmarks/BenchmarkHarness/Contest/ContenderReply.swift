/// What a contender answers, one line of JSON each.
public struct ContenderReply: Codable, Sendable, Equatable {
  /// Answers `describe`.
  public var engine: EngineRecord?
  /// Answers `run`: the mean seconds of `runs` runs.
  public var seconds: Double?
  public var runs: Int?
  /// Flops or bytes of one run, where the contender alone knows them.
  public var work: Double?
  /// The method that the task's solver took.
  public var method: MethodRecord?
  /// What the run took besides its time, where a task measures it.
  public var resources: ResourceRecord?
  /// The readings of the problem's matrix between the runs, where they were asked for.
  public var reading: OperandReading?
  /// The checks of the answer, when its bits are not those of an answer already checked.
  public var checks: [ValidationRecord.Check]?
  public var resultHash: String?
  /// Why a problem cannot be made or solved here, which says nothing against the engine.
  public var skipped: String?
  /// Why the run failed.
  public var invalid: String?

  public init() {}

  public static func skipped(_ reason: String) -> ContenderReply {
    var reply = ContenderReply()
    reply.skipped = reason
    return reply
  }

  public static func invalid(_ reason: String) -> ContenderReply {
    var reply = ContenderReply()
    reply.invalid = reason
    return reply
  }

  public func line() throws -> String { try JSONLine.text(self) }

  public init(line: String) throws { self = try JSONLine.value(line) }
}
