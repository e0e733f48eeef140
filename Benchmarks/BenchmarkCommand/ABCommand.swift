import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

struct ABCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ab", abstract: "Hold two engines, programs or settings against each other, in turns on this host.",
    discussion: """
      A side is what its settings say, each given by --a or --b: engine=swift (the default), engine=openblas, engine=PATH, \
      threads=N, isa=avx2, a variable NAME=VALUE, or the path of another leontief-bench; without settings it is this program on \
      the Swift kernels. Cells are those of the suite quick. In each generation both sides are fresh processes; in each of its \
      four rounds they run every cell one right after the other, in random order, the other one stopped meanwhile. A ratio is \
      of speeds: 1.05 means that B is 1.05 times as fast as A. It is the Hodges-Lehmann estimate over generations with a \
      distribution-free interval (98.3 %). 'faster' and 'slower' need the signed-rank test under 0.01 for all cells and three \
      looks together (Bonferroni) and a difference above --min-effect, 'same' an interval within it. A cell stops when it is \
      decided; the rest goes on until the last look or --max-seconds.
      """)

  @Option(help: ArgumentHelp("A setting of side A. May be repeated.", valueName: "setting"))
  var a: [String] = []
  @Option(help: ArgumentHelp("A setting of side B. May be repeated.", valueName: "setting"))
  var b: [String] = []
  @Option(
    help: ArgumentHelp(
      "Sizes instead of the suite's, separated by commas: sectors in all (2464) or regions x sectors (44x56).",
      valueName: "sizes"))
  var sizes: SizeList?
  @Option(help: ArgumentHelp("Only cells whose names match a regular expression.", valueName: "regex"))
  var only: String?
  @Option(help: "Least difference of interest, percent.")
  var minEffect = 2.0
  @Option(help: "Seconds after which no further generation begins, once there are eight.")
  var maxSeconds = 600.0
  @Option(help: "Seed of the problems and of the order of measurement.")
  var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp("For tests: make B take longer on a cell, dgemm-n598=5%. May be repeated.", valueName: "cell=percent"))
  var injectSlowdown: [Slowdown] = []
  @Flag(
    help: """
      Exit with status 7 when B is slower than A on a cell, with 8 when none is and one could be unseen: a cell is \
      inconclusive or was not run.
      """)
  var failOnSlower = false
  @OptionGroup var options: ReportOptions

  private var suite: Suite { sizes.map { Suite.quick.resized($0.shapes) } ?? .quick }

  private var plan: PairedPlan {
    let regex = only.flatMap { try? Regex($0) }
    return PairedPlan(
      suite, seed: seed, slowdowns: Dictionary(injectSlowdown.map { ($0.cell, $0.fraction) }) { $1 }
    ) { id in regex.map { id.firstMatch(of: $0) != nil } ?? true }
  }

  func validate() throws {
    guard (0...1000).contains(minEffect) else {
      throw ValidationError("--min-effect takes percent from 0 to 1000, not \(minEffect)")
    }
    guard maxSeconds >= 0, maxSeconds.isFinite else {
      throw ValidationError("--max-seconds takes a number of seconds, not \(maxSeconds)")
    }
    if let only, (try? Regex(only)) == nil { throw ValidationError("--only '\(only)' is no regular expression") }
    let ids = plan.cells.map(\.id)
    if let only, ids.isEmpty { throw ValidationError("--only '\(only)' matches no cell of 'leontief-bench list'") }
    if let unknown = injectSlowdown.first(where: { !ids.contains($0.cell) }) {
      throw ValidationError("--inject-slowdown names '\(unknown.cell)', no cell of this run")
    }
  }

  func run() throws {
    guard !HostProcessor.isEmulated else {
      throw CommandFailure(.resources, "this processor is emulated: its times are none of any processor")
    }
    let sides = [try ABSide(a).contender(.a), try ABSide(b).contender(.b)]
    let target: ReportTarget? = if let json = options.json { try ReportTarget(path: json) } else { nil }
    Interruption.plan(
      InterruptionPlan {
        LiveContenders.interrupt()
        return true
      })
    let document = try measure(sides)
    if options.printsText { try StandardOutput.print(ABText(document).text) }
    if let target { try target.write(try document.json()) }
    try conclude(document)
  }

  private func measure(_ sides: [Contender]) throws(CommandFailure) -> PairedDocument {
    let (identity, cells) = (RunIdentity(), plan.cells)
    let rule = PairedRule(minEffect: minEffect / 100, cells: cells.count)
    let runner = PairedRunner(
      sides, cells: cells, clock: SystemClock(), schedule: Schedule(seed: seed), maxSeconds: maxSeconds, rule: rule,
      budget: options.budget, progress: options.quiet ? .silent : .standardError)
    let measurements = runner.run()
    if runner.generations == 0 { try Self.refuseFailed(runner.failures, "") }
    return PairedDocument(
      suite: suite.name, suiteVersion: suite.version, generator: SyntheticEconomy.generator, run: identity,
      seconds: runner.elapsed, seed: seed, maxSeconds: maxSeconds, rule: rule, generations: runner.generations,
      interrupted: LiveContenders.isInterrupted || !runner.failures.isEmpty, tool: .current,
      sides: sides.map { SideRecord($0, engine: runner.engines[$0.name], failure: runner.failures[$0.name]) },
      cells: measurements)
  }
}
