import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// Runs a suite in groups, each of which has processes of its own, and makes one document of theirs.
///
/// Groups take turns: each has its first process, then each its second one, so that every cell has samples of the whole run. A
/// process that dies takes nothing with it but what its group still lacks.
struct GroupedRun {
  private let groups: [RunGroup]
  private let limits: RunLimits
  private let progress: ProgressLine
  private let clock = SystemClock()
  private let identity = RunIdentity()

  init(_ groups: [RunGroup], limits: RunLimits, progress: ProgressLine) {
    (self.groups, self.limits, self.progress) = (groups, limits, progress)
  }

  /// What was measured, and why that is not all: an interruption, or what ended a group that had measured something. Errors:
  /// `CommandFailure` where nothing was measured.
  func run() throws -> (document: ResultDocument, failure: CommandFailure?) {
    let begin = clock.now()
    let processes = try PartProcesses(run: identity.id)
    defer { processes.remove() }
    var pieces: [RunPiece] = []
    var (interruption, dead): (CommandFailure?, [Int: CommandFailure]) = (nil, [:])
    let turns = RunTurn.all(groups, minRounds: limits.minRounds)
    for (index, turn) in turns.enumerated() where interruption == nil && dead[turn.group] == nil {
      let elapsed = clock.now() - begin
      progress.show("process \(index + 1) of \(turns.count), \(Int(elapsed)) s")
      let (document, failure) = processes.measure(arguments(turn, elapsed: elapsed), process: index)
      if let document { pieces.append(RunPiece(group: turn.group, process: turn.process, document: document)) }
      guard let failure else { continue }
      if failure.status == .interrupted { interruption = failure } else { dead[turn.group] = failure }
    }
    progress.clear()
    // What died before it measured anything is skipped with its reason; what measured something lacks the rest.
    let lacking = dead.filter { Self.isMeasured($0.key, pieces) }
    let document = try whole(pieces, seconds: clock.now() - begin, interruption, dead, lacking)
    return (document, interruption ?? Self.failure(lacking, document))
  }

  /// What ended the first of the groups that had measured something, with its status, and what is missing for that.
  private static func failure(_ lacking: [Int: CommandFailure], _ document: ResultDocument) -> CommandFailure? {
    guard let first = lacking.min(by: { $0.key < $1.key })?.value else { return nil }
    let cells = document.cells.filter { $0.incompleteWhy != nil }
    guard let example = cells.first else { return first }
    let count = "\(cells.count) of \(document.cells.count) cells"
    return CommandFailure(
      first.status, "\(first.message); samples are missing of \(count), \(document.key(example).text) among them")
  }

  private static func isMeasured(_ group: Int, _ pieces: [RunPiece]) -> Bool {
    pieces.contains { $0.group == group && hasSamples($0) }
  }

  private static func hasSamples(_ piece: RunPiece) -> Bool { piece.document.cells.contains { !$0.samplesS.isEmpty } }

  private func arguments(_ turn: RunTurn, elapsed: Double) -> [String] {
    let seconds = max(0, (limits.maxSeconds - Self.endSeconds) * turn.end - elapsed)
    return groups[turn.group].arguments
      + ["--part", "\(turn.process)", "--min-rounds", "\(turn.rounds)", "--max-seconds", "\(seconds)"]
  }

  private func whole(
    _ pieces: [RunPiece], seconds: Double, _ interruption: CommandFailure?, _ dead: [Int: CommandFailure],
    _ lacking: [Int: CommandFailure]
  ) throws -> ResultDocument {
    let problem = interruption ?? dead.min { $0.key < $1.key }?.value
    if let problem, !pieces.contains(where: Self.hasSamples) { throw problem }
    let document = ResultDocument(
      pieces: pieces + missing(pieces, interruption, dead), run: identity, seconds: seconds, limits: limits,
      interrupted: interruption != nil, incomplete: lacking.mapValues(\.message))
    guard let document else {
      throw CommandFailure(.resources, "the processes of the run did not measure the same cells")
    }
    return document
  }

  /// The cells of groups that were not measured.
  private func missing(
    _ pieces: [RunPiece], _ interruption: CommandFailure?, _ dead: [Int: CommandFailure]
  ) -> [RunPiece] {
    groups.indices.compactMap { group in
      let isThere = pieces.contains(where: { $0.group == group })
      guard dead[group] == nil ? !isThere : !Self.isMeasured(group, pieces) else { return nil }
      let reason = dead[group]?.message ?? groups[group].refusal ?? interruption?.message ?? "not measured"
      return RunPiece(group: group, process: 0, document: groups[group].skipped(reason))
    }
  }

  /// Kept for putting the parts together.
  private static let endSeconds = 1.0
}
