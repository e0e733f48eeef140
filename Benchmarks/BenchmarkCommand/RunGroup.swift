import BenchmarkHarness
import Leontief
import Workloads

/// Cells that processes of their own measure.
struct RunGroup {
  let suite: Suite
  /// The command of one process, which gets limits and a file of its own beside them.
  let arguments: [String]
  /// At most; not more than there are rounds.
  let processes: Int
  /// What it is expected to take, in whatever unit the groups of a run share.
  let weight: Double
  /// Why no process is started for it; nil where some are.
  let refusal: String?
  /// Its cells without times, for a reason.
  let skipped: (String) -> ResultDocument
}

extension RunGroup {
  /// The groups of a suite; those that are expected to take too long are refused.
  static func all(
    _ suite: Suite, of command: RunCommand, engines: [Engine], limits: RunLimits, processes: Int
  ) -> [RunGroup] {
    let forecast = SuiteForecast(engines)
    let groups = suite.groups(within: limits.maxSeconds, rounds: limits.minRounds, processes: processes, forecast)
    return groups.enumerated().map { index, plan in
      RunGroup(
        suite: plan.group,
        arguments: command.childArguments + ["--group", "\(index)"],
        processes: min(plan.group.processes(of: processes), limits.minRounds), weight: plan.expected,
        refusal: plan.fits ? nil : refusal(plan.expected, command.limits),
        skipped: { SuitePart(command, plan.group, engines: engines).skipped($0) })
    }
  }

  private static func refusal(_ seconds: Double, _ limits: RunLimits) -> String {
    "time: it is expected to take \(Int(seconds.rounded(.up))) s, which do not fit beside the shorter cells into the "
      + "\(Int(limits.maxSeconds)) s of the run; raise them (--max-seconds)"
  }
}

/// One process of a run: what it measures and until when.
struct RunTurn: Equatable {
  let group: Int
  let process: Int
  /// The rounds it must do.
  let rounds: Int
  /// The part of the run's time that is over when it ends.
  let end: Double

  /// All of them in their order: the first process of every group, the second of every group.
  static func all(_ groups: [RunGroup], minRounds: Int) -> [RunTurn] {
    let open = groups.indices.filter { groups[$0].refusal == nil }
    let turns = (0..<(open.map { groups[$0].processes }.max() ?? 0)).flatMap { process in
      open.filter { process < groups[$0].processes }.map { (group: $0, process: process) }
    }
    let whole = open.reduce(0) { $0 + groups[$1].weight }
    var spent = 0.0
    return turns.map { group, process in
      let processes = groups[group].processes
      spent += groups[group].weight / Double(processes)
      let rounds = (minRounds * (process + 1)) / processes - (minRounds * process) / processes
      return RunTurn(group: group, process: process, rounds: rounds, end: whole > 0 ? min(1, spent / whole) : 1)
    }
  }
}
