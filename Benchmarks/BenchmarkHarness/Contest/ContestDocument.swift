import Foundation
import Leontief

/// The file a contest leaves behind: every sample in order, and what was made of it. Keys and units as in `ResultDocument`.
public struct ContestDocument: Codable, Sendable, Equatable {
  public static let schemaName = "leontief-bench-contest"
  public static let currentVersion = 4

  public var schema = ContestDocument.schemaName
  public var schemaVersion = ContestDocument.currentVersion
  public var suite: String
  public var suiteVersion: Int
  public var runId: String
  public var startedAt: String
  public var endedAt: String
  public var seconds: Double
  /// Part of the sizes of the suite; 1 for all of them.
  public var scale: Double
  public var seed: UInt64
  public var threads: Int
  public var limits: RunLimits
  /// The run was broken off: cells and samples after that are missing.
  public var interrupted: Bool
  public var tool: ToolRecord
  public var host: HostRecord
  public var environment: [String: String]
  public var contenders: [ContenderRecord]
  public var roofs: [ContestEntryRecord]
  public var cells: [ContestEntryRecord]
  public var requirements: [RequirementRecord]

  public init(
    suite: String, suiteVersion: Int, run: RunIdentity, settings: ContestSettings, interrupted: Bool, tool: ToolRecord,
    contenders: [ContenderRecord], result: ContestResult, judgements: [Judgement], seconds: Double
  ) {
    self.suite = suite
    self.suiteVersion = suiteVersion
    runId = run.id
    startedAt = run.startedAt
    endedAt = RunIdentity.timestamp()
    self.seconds = seconds
    scale = settings.scale
    seed = settings.seed
    threads = settings.threads
    limits = settings.limits
    self.interrupted = interrupted
    self.tool = tool
    host = HostRecord()
    environment = EnvironmentRecord.current
    self.contenders = contenders
    roofs = result.roofs.map { ContestEntryRecord($0, cell: nil) }
    cells = result.entries.map { entry in ContestEntryRecord(entry, cell: result.cells.first { $0.id == entry.cell }) }
    requirements = judgements.map(RequirementRecord.init)
  }

  /// The text of the file. Errors: a number that is not finite.
  public func json() throws -> String { try SealedDocument.text(self) }

  public init(json: String) throws { self = try JSONLine.value(json) }
}

/// What the caller of a contest chose.
public struct ContestSettings: Sendable {
  public let scale: Double
  public let seed: UInt64
  public let threads: Int
  public let limits: RunLimits

  public init(scale: Double, seed: UInt64, threads: Int, limits: RunLimits) {
    self.scale = scale
    self.seed = seed
    self.threads = threads
    self.limits = limits
  }
}
