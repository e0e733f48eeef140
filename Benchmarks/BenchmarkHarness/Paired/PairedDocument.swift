import Foundation
import Leontief

/// The file that two sides against each other leave behind: every sample in order, and what follows from them. Keys and units as
/// in `ResultDocument`; ratios are of speeds, above 1 where B is faster.
public struct PairedDocument: Codable, Sendable, Equatable {
  public static let schemaName = "leontief-bench-ab"
  public static let currentVersion = 1

  public var schema = PairedDocument.schemaName
  public var schemaVersion = PairedDocument.currentVersion
  public var suite: String
  public var suiteVersion: Int
  public var generator: String
  public var runId: String
  public var startedAt: String
  public var endedAt: String
  public var seconds: Double
  public var seed: UInt64
  public var maxSeconds: Double
  /// The least difference of interest, as a fraction.
  public var minEffect: Double
  /// What an adjusted p-value must be under at each of `looks` looks, and the probability that intervals hold the ratio.
  public var significanceOfLook = PairedRule.significanceOfLook
  public var looks: [Int]
  public var confidence = PairedRule.confidence
  public var roundsOfGeneration = PairedMeasurement.roundsOfGeneration
  public var generations: Int
  /// The run was broken off.
  public var interrupted: Bool
  public var tool: ToolRecord
  public var host: HostRecord
  public var environment: [String: String]
  public var sides: [SideRecord]
  public var cells: [PairedCellRecord]

  public init(
    suite: String, suiteVersion: Int, generator: String, run: RunIdentity, seconds: Double, seed: UInt64, maxSeconds: Double,
    rule: PairedRule, generations: Int, interrupted: Bool, tool: ToolRecord, sides: [SideRecord], cells: [PairedMeasurement]
  ) {
    (self.suite, self.suiteVersion, self.generator) = (suite, suiteVersion, generator)
    (runId, startedAt, endedAt) = (run.id, run.startedAt, RunIdentity.timestamp())
    (self.seconds, self.seed, self.maxSeconds) = (seconds, seed, maxSeconds)
    (minEffect, looks, self.generations) = (rule.minEffect, rule.looks, generations)
    (self.interrupted, self.tool, self.sides) = (interrupted, tool, sides)
    host = HostRecord()
    environment = EnvironmentRecord.current
    self.cells = cells.map(PairedCellRecord.init)
  }

  /// The text of the file. Errors: a number that is not finite.
  public func json() throws -> String { try SealedDocument.text(self) }

  public init(json: String) throws { self = try JSONLine.value(json) }
}

/// A side: the program, what it was told and what its engine said.
public struct SideRecord: Codable, Sendable, Equatable {
  public var name: String
  /// The file's name without its folder.
  public var program: String
  public var settings: ContenderRecord

  public init(_ side: Contender, engine: EngineRecord?, failure: String?) {
    name = side.name
    program = URL(fileURLWithPath: side.executable).lastPathComponent
    settings = ContenderRecord(side, engine: engine, failure: failure)
  }
}

/// A cell of two sides.
public struct PairedCellRecord: Codable, Sendable, Equatable {
  public var id: String
  public var kernel: String
  public var params: [String: CellParameter]
  /// How much longer B was made to take; null but in trials of this program.
  @Nullable public var injectedSlowdown: Double?
  public var a: ContestEntryRecord
  public var b: ContestEntryRecord
  /// Pairs of processes that both sides have samples of.
  public var generations: Int
  @Nullable public var ratio: Double?
  @Nullable public var interval: IntervalRecord?
  @Nullable public var p: Double?
  @Nullable public var adjustedP: Double?
  public var verdict: SpeedVerdict
  /// Why there is no ratio.
  public var ratioWhy: String?

  public init(_ measurement: PairedMeasurement) {
    let cell = measurement.cell
    (id, kernel, params) = (cell.id, cell.kernel, cell.parameters)
    let contest = ContestCell(
      id: cell.id, problem: cell.problem, model: cell.model, contenders: PairedSide.allCases.map(\.name), roofs: [],
      bytesNeeded: cell.bytesNeeded)
    a = ContestEntryRecord(measurement.sides[0], cell: contest)
    b = ContestEntryRecord(measurement.sides[1], cell: contest)
    let judgement = measurement.isTimed ? measurement.judgement : nil
    generations = judgement?.generations ?? 0
    verdict = judgement?.verdict ?? .inconclusive
    ratioWhy = judgement == nil ? measurement.reason ?? "no pair of samples was taken" : nil
    _injectedSlowdown = Nullable(wrappedValue: cell.slowdown)
    _ratio = Nullable(wrappedValue: judgement?.ratio)
    _interval = Nullable(wrappedValue: judgement?.interval.map(IntervalRecord.init))
    _p = Nullable(wrappedValue: judgement?.p)
    _adjustedP = Nullable(wrappedValue: judgement?.adjustedP)
  }

  /// What the samples say, as they stand in the record.
  func judged(_ rule: PairedRule) -> PairedJudgement? {
    PairedJudgement(PairedMeasurement.effects([(a.sampleRound, a.samplesS), (b.sampleRound, b.samplesS)]), rule: rule)
  }
}
