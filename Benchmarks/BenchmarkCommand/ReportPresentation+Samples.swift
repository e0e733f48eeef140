import BenchmarkHarness
import CommandLineSupport
import Leontief

/// What comes from samples one by one.
extension ReportPresentation {
  /// Engines of each run against its first one.
  var engines: [ResultTable] {
    runs.enumerated().compactMap { k, run in
      let comparisons = EngineComparison.all(run, rule: ComparisonRule(minEffect: 0.03))
      guard !comparisons.isEmpty else { return nil }
      var table = ResultTable(
        "engines_\(k + 1)", "Engines of \(run.name), round by round",
        columns: [
          ResultTable.Column("cell", "cell", .text), ResultTable.Column("engines", "engines", .text),
          ResultTable.Column("ratio", "speed ratio", unit: "1", .ratio),
          ResultTable.Column("low", "from", unit: "1", .ratio, reasonForNone: "six rounds are needed for an interval"),
          ResultTable.Column("high", "to", unit: "1", .ratio), ResultTable.Column("p", "adjusted p", unit: "1", .ratio),
          ResultTable.Column("verdict", "verdict", .text), ResultTable.Column("rounds", "rounds", .integer),
        ])
      for pair in comparisons {
        table.add([

          .text(pair.id + (pair.threads.map { ", \(CellKey.text(threads: $0))" } ?? "")),
          .text("\(pair.other) against \(pair.base)"), .number(pair.ratio),
          ResultTable.Cell(pair.interval?.lowerBound), ResultTable.Cell(pair.interval?.upperBound), .number(pair.adjustedP),
          .text(pair.verdict.rawValue), .number(Double(pair.rounds)),
        ])
      }
      table.charts = [
        ResultChart(
          "Speed of engines of \(run.name)", .ranges(low: "low", high: "high", around: 1), mostRows: comparisons.count)
      ]
      return table
    }
  }

  /// All samples of a kernel in their order, over their medians: drift and outliers show.
  var samples: [ResultTable] {
    runs.enumerated().flatMap { k, run in
      Self.each(run.document.cells.map(\.kernel)).compactMap { kernel in
        let cells = run.document.cells.filter { $0.kernel == kernel && $0.stats != nil }
        guard !cells.isEmpty else { return nil }
        var table = ResultTable(
          "samples_\(k + 1)_\(kernel)", "Samples of \(kernel), \(run.name)",
          columns: [
            ResultTable.Column("cell", "cell", .text), ResultTable.Column("round", "round", .integer),
            ResultTable.Column("relative", "time over the median", unit: "1", .ratio),
          ])
        for cell in cells {
          for (round, seconds) in zip(cell.sampleRound, cell.samplesS) {
            let relative = cell.stats.map { seconds / $0.median }
            table.add([.text(run.document.key(cell).text), .number(Double(round + 1)), ResultTable.Cell(relative)])
          }
        }
        table.charts = [
          ResultChart(
            "Samples of \(kernel) over their medians, round by round, \(run.name)",
            .linesBy("cell", x: "round", value: "relative"))
        ]
        return table
      }
    }
  }
}
