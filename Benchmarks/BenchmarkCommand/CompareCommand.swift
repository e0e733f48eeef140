import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Hold result files against the first of them, cell by cell.",
    discussion: """
      Files are named by their names without folder and ending. A ratio is of speeds: 1.42 means 1.42 times as fast as the \
      first file's host. Behind it stand a bootstrap interval (95 %, 10,000 draws of the run's processes and of their \
      samples, fixed seed) and a rank-sum test, adjusted for the number of cells, or of means. 'faster' and 'slower' need an \
      adjusted p under 0.01, a difference above --min-effect and above what two runs of one program may differ by, judged by \
      the processes within each run (three or more), and an interval beyond the drift: what the halves of either run differ \
      by, and between runs of one host what its canary changed by, in multiply-adds and caches for work that computes, in \
      caches and memory for work that reads; runs in different states of a host are compared by the samples of a state that \
      both saw, where there are enough. 'same within X %' says how far the interval reaches, 50 % at most: a difference of \
      up to X % may be there. It is so by an interval that lies within --min-effect, and by a difference that is no larger \
      than that of two runs of one program. What was measured may differ all the same, by an interval that leaves 1 out: the \
      line then says by how much, and that this is less than --min-effect, or no more than two runs of one program may be \
      apart. Of one or two processes on a side that is not known: --min-effect and the interval alone decide, and the line \
      says of how many processes the verdict is. Disturbances lengthen times: where the interval of medians reaches over 50 % \
      and the test is not significant, the lower quartiles of the times may be the same by the same rule; the line tells their \
      ratio and interval. They clear nothing in a gate, and --fail-on-slower goes by the interval of medians. Each verdict \
      needs six samples of every cell; all else is 'inconclusive'. Samples that the canary leaves out do not count. Work for \
      each joule is told where both hosts count the same parts of a host. Only cells that are VALID in all files count. \
      Files of other suites, versions, generators or inputs are refused, as are files whose checksum or figures do not fit; \
      --force compares them and says so.
      """)

  @Argument(help: ArgumentHelp("Two or more result files of 'run'.", valueName: "file"))
  var files: [String] = []
  @Flag(help: "Compare what is not comparable; the result says why it is not.")
  var force = false
  @Option(help: "Least difference of interest, percent.")
  var minEffect = 100 * ComparisonRule.usualMinEffect
  @Option(
    help: ArgumentHelp("What a host costs an hour, by its file's name: epyc=1.2. May be repeated.", valueName: "name=price"))
  var price: [Price] = []
  @Flag(
    help: """
      Exit with status 7 when a cell is slower than in the first file, with 8 when none is and one could be unseen: a cell that \
      is inconclusive, or the same within more than --min-effect, may be slower by its interval, the drift is above \
      --min-effect, or samples are too few.
      """)
  var failOnSlower = false
  @Option(help: ArgumentHelp("Write every figure as JSON to FILE ('-' for stdout).", valueName: "file"))
  var json: String?
  @Option(help: ArgumentHelp("Write the comparison as Markdown ('-' for stdout).", valueName: "file"))
  var markdown: String?
  @Flag(help: "Print nothing but errors (and what was asked for on stdout).")
  var quiet = false

  func validate() throws {
    guard files.count >= 2 else { throw ValidationError("compare needs two result files or more") }
    guard (0...1000).contains(minEffect) else {
      throw ValidationError("--min-effect takes percent from 0 to 1000, not \(minEffect)")
    }
    if json == "-" && markdown == "-" { throw ValidationError("--json and --markdown cannot both go to stdout") }
    let names = RunFiles.names(files)
    if let unknown = price.first(where: { !names.contains($0.name) }) {
      throw ValidationError("--price names '\(unknown.name)'; the files are \(names.joined(separator: ", "))")
    }
    if Set(price.map(\.name)).count < price.count { throw ValidationError("--price names a file twice") }
  }

  func run() throws {
    let (runs, doubts) = try RunFiles.read(files, trusting: force)
    let obstacles = doubts + Comparability.obstacles(runs)
    if let first = obstacles.first, !force {
      let more = obstacles.count > 1 ? ", and \(obstacles.count - 1) more reasons" : ""
      throw CommandFailure(.badInput, "not comparable: \(first)\(more); --force compares nevertheless")
    }
    let comparison = Comparison(runs, rule: ComparisonRule(minEffect: minEffect / 100), obstacles: obstacles)
    guard comparison.cellCount > 0 else {
      if failOnSlower { try Self.refuseLost(comparison) }
      throw CommandFailure(.badInput, Self.nothing(comparison))
    }
    try write(comparison)
    if failOnSlower { try refuseSlower(comparison) }
  }

  private var prices: PriceList { PriceList(Dictionary(uniqueKeysWithValues: price.map { ($0.name, $0.perHour) })) }

  private func write(_ comparison: Comparison) throws {
    let result = ComparisonPresentation(comparison, prices: prices).result
    if !quiet && json != "-" && markdown != "-" {
      try StandardOutput.print(CommandLineSupport.ResultText(result, table: nil, mostRows: .max).text)
    }
    if let json { try ReportTarget(path: json).write(try ComparisonDocument(comparison, prices: prices, tool: .current).json()) }
    if let markdown { try ReportTarget(path: markdown).write(ResultMarkdown(result, table: nil).text) }
  }

  private static func nothing(_ comparison: Comparison) -> String {
    guard let first = comparison.leftOut.first else { return "no file has a cell" }
    return "no cell is VALID in all files; \(first.key.text) in \(first.run) is \(first.state): \(first.reason)"
  }

  private func refuseSlower(_ comparison: Comparison) throws(CommandFailure) {
    let slower = comparison.pairs.compactMap(Self.slower)
    if !slower.isEmpty { throw CommandFailure(.slower, "slower: \(slower.joined(separator: "; "))") }
    try Self.refuseLost(comparison)
    for pair in comparison.pairs {
      guard let reason = pair.reasonToDoubt else { continue }
      throw CommandFailure(
        .undecided,
        "\(pair.other.name) may be slower than \(pair.base.name) unseen: \(reason); measure again while nothing else runs, "
          + "with more --min-rounds, or raise --min-effect")
    }
    guard let (pair, cell) = Self.possiblySlower(comparison) else { return }
    throw CommandFailure(
      .undecided,
      "\(cell.key.text) may be slower in \(pair.other.name) than in \(pair.base.name): "
        + "\(ComparisonPresentation.text(cell.speed.estimate, cell.speed.interval)); measure again while nothing else runs, with "
        + "more --min-rounds, or raise --min-effect")
  }

  /// The cell that may be slower by most.
  private static func possiblySlower(_ comparison: Comparison) -> (PairComparison, CellComparison)? {
    let all = comparison.pairs.flatMap { pair in pair.possiblySlower.map { (pair, $0) } }
    return all.min { $0.1.speed.interval.lowerBound < $1.1.speed.interval.lowerBound }
  }

  /// A cell that the first run has and another one has not. Errors: that one, by its state.
  static func refuseLost(_ comparison: Comparison) throws(CommandFailure) {
    let invalid = comparison.lost.first { $0.state == CellState.invalid("").name }
    guard let cell = invalid ?? comparison.lost.first else { return }
    throw CommandFailure(
      invalid == nil ? .undecided : .numericalFailure, "\(cell.key.text) in \(cell.run) is \(cell.state): \(cell.reason)")
  }

  /// "b than a on 1 of 3 cells, many on swift: 0.83 × [0.82, 0.84]", of which the slowest is named; nil where none is slower.
  private static func slower(_ pair: PairComparison) -> String? {
    pair.slower.min { $0.speed.estimate < $1.speed.estimate }.map { worst in
      "\(pair.other.name) than \(pair.base.name) on \(pair.slower.count) of \(pair.cells.count) cells, "
        + "\(worst.key.text): \(ComparisonPresentation.text(worst.speed.estimate, worst.speed.interval))"
    }
  }
}

/// A price as people write it: epyc=1.2.
struct Price: ExpressibleByArgument {
  let name: String
  let perHour: Double

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex,
      let price = Double(argument[argument.index(after: sign)...]), price > 0, price.isFinite
    else { return nil }
    (name, perHour) = (String(argument[..<sign]), price)
  }
}
