import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Fail when a host has become slower than a baseline of its own.",
    discussion: """
      Verdicts are those of 'compare'. A cell fails the gate when it is slower than in the baseline in every file: give two or \
      three runs and one that was disturbed fails nothing. It is cleared by a file in which it is faster or the same and by its \
      interval not slower by more than --min-effect: what is the same within more than that, or by lower quartiles, clears \
      nothing. Files of another \
      host or number of threads are refused, as are files that \
      'compare' refuses. The baseline is never changed. Exit status 7 when a cell fails; 4 when one of the baseline is INVALID \
      now; 8 when none is and one is missing, or seems slower and is cleared in no file, when half of the cells are cleared in \
      none, or when the runs drift, or the host changed, by more than --min-effect in every file. What files lack is told. \
      Two commits are compared by 'ab' with two programs: scripts/bench-gate.
      """)

  @Option(help: ArgumentHelp("The result file to hold the others against.", valueName: "file"))
  var baseline: String
  @Argument(help: ArgumentHelp("Result files of 'run' on the same host.", valueName: "file"))
  var files: [String] = []
  @Option(help: "Least difference of interest, percent.")
  var minEffect = 100 * ComparisonRule.usualMinEffect
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("gate needs a result file beside the baseline") }
    guard (0...1000).contains(minEffect) else {
      throw ValidationError("--min-effect takes percent from 0 to 1000, not \(minEffect)")
    }
  }

  func run() throws {
    let runs = try RunFiles.readWhole([baseline] + files)
    if let obstacle = Gate.otherHost(runs) ?? Comparability.obstacles(runs).first {
      throw CommandFailure(.badInput, "not comparable: \(obstacle)")
    }
    let rule = ComparisonRule(minEffect: minEffect / 100)
    guard let gate = Gate(runs, rule: rule) else {
      try CompareCommand.refuseLost(Comparison(runs, rule: rule))
      throw CommandFailure(.badInput, "no cell is VALID in all files")
    }
    if !quiet, case let gaps = runs.flatMap(\.gaps), !gaps.isEmpty { try StandardOutput.print(gaps.joined(separator: "\n")) }
    try conclude(gate)
    if !quiet { try StandardOutput.print(sentence(gate)) }
  }

  private func conclude(_ gate: Gate) throws(CommandFailure) {
    if let worst = gate.regressed.min(by: { $0.speed.estimate < $1.speed.estimate }) {
      let names = gate.regressed.map(\.key.text).joined(separator: ", ")
      throw CommandFailure(
        .slower,
        "slower than the baseline: \(names); \(worst.key.text): "
          + ComparisonPresentation.text(worst.speed.estimate, worst.speed.interval))
    }
    try CompareCommand.refuseLost(gate.comparison)
    if let first = gate.doubtful.first {
      throw CommandFailure(
        .undecided, "\(first.text) seems slower than the baseline and is in no file as fast; run again while nothing else does")
    }
    let (undecided, cells) = (gate.undecided, gate.comparison.cellCount)
    if 2 * undecided.count >= cells {
      throw CommandFailure(
        .undecided,
        "\(undecided.count) of \(cells) cells are not cleared, \(undecided[0].text) among them"
          + (gate.comparison.pairs.last?.reasonToDoubt.map { ": \($0)" } ?? "") + "; run again while nothing else does")
    }
    if let reason = gate.reasonToDoubt {
      throw CommandFailure(.undecided, "a slowdown could be unseen: \(reason); run again while nothing else does")
    }
  }

  private func sentence(_ gate: Gate) -> String {
    let undecided = gate.undecided.count
    return "passed: no cell of \(gate.comparison.cellCount) is slower than \(gate.comparison.runs[0].name) in "
      + (files.count == 1 ? "the run" : "all \(files.count) runs") + (undecided > 0 ? "; \(undecided) could not be cleared" : "")
  }
}
