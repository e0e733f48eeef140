import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// Runs a suite in several processes, one after the other, and makes one document of theirs.
struct RunParts {
  let arguments: [String]
  let plan: RoundPlan
  private var limits: RunLimits { plan.limits }
  private let progress: ProgressLine
  private let clock = SystemClock()
  private let identity = RunIdentity()

  /// `arguments` are those of one process; it gets limits and a file of its own beside them.
  init(arguments: [String], limits: RunLimits, processes: Int, progress: ProgressLine) {
    (self.arguments, self.progress) = (arguments, progress)
    plan = RoundPlan(limits: limits, processes: processes)
  }

  /// What was measured, and why that is not all: an interruption, or what a process said that could not do its work.
  /// Errors: the same as `CommandFailure` where nothing was measured.
  func run() throws -> (document: ResultDocument, failure: CommandFailure?) {
    let begin = clock.now()
    let processes = try PartProcesses(run: identity.id)
    defer { processes.remove() }
    defer { progress.clear() }
    let usable = limits.maxSeconds - Self.endSeconds
    var (parts, cells, last, failure) = ([ResultDocument](), [CellRecord](), 0.0, CommandFailure?.none)
    while failure == nil, plan.mayBegin(parts.count, cells, last: last, elapsed: clock.now() - begin, usable: usable) {
      let start = clock.now() - begin
      let own = options(parts.count, elapsed: start, usable: usable)
      let (part, reason) = processes.measure(arguments + own, process: parts.count)
      if let part { parts.append(part) }
      failure = reason
      last = clock.now() - begin - start
      if limits.hasTarget, parts.count >= plan.processes { cells = try whole(parts, seconds: start + last, failure).cells }
    }
    return (try whole(parts, seconds: clock.now() - begin, failure), failure)
  }

  /// What one process measures.
  private func options(_ process: Int, elapsed: Double, usable: Double) -> [String] {
    let of = process < plan.processes ? " of \(plan.processes)" : ""
    progress.show("process \(process + 1)\(of), \(Int(elapsed)) s")
    let seconds = plan.seconds(process, elapsed: elapsed, usable: usable)
    return ["--part", "\(process)", "--min-rounds", "\(plan.rounds(process))", "--max-seconds", "\(seconds)"]
  }

  private func whole(_ parts: [ResultDocument], seconds: Double, _ failure: CommandFailure?) throws -> ResultDocument {
    if let failure, !parts.contains(where: { $0.cells.contains { !$0.samplesS.isEmpty } }) { throw failure }
    let document = ResultDocument(
      parts: parts, run: identity, seconds: seconds, limits: limits, interrupted: failure != nil)
    guard let document else {
      throw CommandFailure(.resources, "the processes of the run did not measure the same cells")
    }
    return document
  }

  /// Kept for putting the parts together.
  private static let endSeconds = 1.0
}
