import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// The comparison as people read it.
struct ChoiceText {
  private let outcomes: [ChoiceOutcome]
  private let omissions: [ChoiceOmission]
  private let seconds: Double

  init(_ outcomes: [ChoiceOutcome], _ omissions: [ChoiceOmission], seconds: Double) {
    self.outcomes = outcomes
    self.omissions = omissions
    self.seconds = seconds
  }

  var text: String {
    var table = TextTable(
      "table", "n", "full", "right-hand sides", "threads", "auto takes", "median", "predicted", "best", "median", "ratio")
    for outcome in outcomes {
      let problem = outcome.problem
      table.add(
        problem.table.name, "\(problem.table.coefficients.count)", String(format: "%.0f %%", problem.table.density * 100),
        "\(problem.rightHandSides)", "\(problem.threads)", outcome.taken ?? "nothing fits in memory",
        Self.time(outcome.autoSeconds), Self.time(problem.choice.chosen?.seconds), outcome.best?.title ?? "-",
        Self.time(outcome.best?.seconds), outcome.ratio.map { String(format: "%.2f", $0) } ?? "-")
    }
    return ([table.text, ""] + reasons + dropped + omissions.map(\.sentence) + closing).joined(separator: "\n")
  }

  private static func time(_ seconds: Double?) -> String {
    guard let seconds else { return "-" }
    return seconds >= 1 ? String(format: "%.3f s", seconds) : String(format: "%.3f ms", seconds * 1e3)
  }

  /// Why `auto` has no time, where it has none.
  private var reasons: [String] {
    outcomes.compactMap { outcome in
      outcome.measurements.first.flatMap { auto in auto.state.reason.map { "\(auto.cell.id): \(auto.state.name): \($0)" } }
    }
  }

  /// The methods that have no time everywhere, in the order they are first met, with the first reason of each.
  private var dropped: [String] {
    let all = outcomes.flatMap(\.dropped).filter { $0.title != ChoiceMethod.auto }
    let titles = all.reduce(into: [String]()) { if !$0.contains($1.title) { $0.append($1.title) } }
    return titles.compactMap { title in
      let own = all.filter { $0.title == title }
      return own.first.map { "\(title): no time on \(own.count) of \(outcomes.count); first: \($0.reason)" }
    }
  }

  private var closing: [String] {
    let ratios = outcomes.compactMap(\.ratio)
    let met = outcomes.count(where: \.isMet)
    let without = outcomes.count - ratios.count
    let errors = outcomes.compactMap(\.prediction).map { max($0, 1 / $0) }
    var lines = [
      String(
        format: "auto takes at most %.1f times as long as the best method on %d of %d combinations", ChoiceOutcome.mostRatio,
        met, outcomes.count)
    ]
    if without > 0 { lines.append(without == 1 ? "1 combination has no ratio" : "\(without) combinations have no ratio") }
    if let ratio = SampleStatistics(ratios), let error = SampleStatistics(errors) {
      lines.append(
        String(
          format:
            "ratio: median %.2f, worst %.2f; predictions off by a factor of %.2f in the median, %.2f at most; %.1f s in all",
          ratio.median, ratio.maximum, error.median, error.maximum, seconds))
    }
    return lines
  }
}
