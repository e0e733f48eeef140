import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// A comparison in the form in which results are shown and written.
struct ComparisonPresentation {
  let comparison: Comparison
  let prices: PriceList

  init(_ comparison: Comparison, prices: PriceList) { (self.comparison, self.prices) = (comparison, prices) }

  var result: EstimateResult {
    let title = comparison.obstacles.isEmpty ? "Comparison" : "Comparison of what is not comparable"
    return EstimateResult(
      title: title, method: Self.method, tables: tables, remarks: comparison.obstacles.map { "FORCED: \($0)" } + remarks,
      cost: SolveCost())
  }

  static let method =
    "ratios of median speeds with bootstrap intervals (95 %); two-sided rank-sum tests, adjusted by Benjamini and Hochberg; "
    + "means by rank sums of all their cells (van Elteren), adjusted alike, no more certain than their cells; "
    + "'same within X %' is as far as the interval reaches, also where it leaves 1 out and the line says why; where medians "
    + "do not tell, that of the lower quartiles of the times"

  /// Of each pair: the means, the cells; then costs and what was left out.
  var tables: [ResultTable] {
    comparison.pairs.enumerated().flatMap { [means($1, $0 + 1), cells($1, $0 + 1)] }
      + [energies, costs, leftOut].compactMap(\.self)
  }

  /// "1.42 × [1.39, 1.45]".
  static func text(_ ratio: Double, _ interval: ClosedRange<Double>) -> String {
    String(format: "%.3g × [%.3g, %.3g]", ratio, interval.lowerBound, interval.upperBound)
  }

  /// "slower", "same within 5.0 %", "slower (1 process)".
  static func verdict(_ cell: CellComparison) -> String {
    let quartiles = text(cell.lowerQuartile.estimate, cell.lowerQuartile.interval)
    return text(
      cell.verdict, cell.sameWithin, cell.sameBy, cell.speed.estimate, lowerQuartiles: quartiles, processes: cell.processes)
  }

  static func verdict(_ mean: GeometricMean) -> String {
    let quartiles = text(mean.lowerQuartileRatio, mean.lowerQuartileInterval)
    return text(mean.verdict, mean.sameWithin, mean.sameBy, mean.ratio, lowerQuartiles: quartiles, processes: mean.processes)
  }

  private static func text(
    _ verdict: SpeedVerdict, _ within: Double?, _ ground: SamenessGround?, _ ratio: Double, lowerQuartiles: String,
    processes: Int
  ) -> String {
    let apart = percent(max(ratio, 1 / ratio) - 1)
    let note: String? =
      switch ground {
      case .minEffect: "\(apart) apart, less than is of interest"
      case .resolution: "\(apart) apart, as two runs of one program may be"
      case .lowerQuartile: "by lower quartiles, \(lowerQuartiles)"
      case .interval, nil:
        verdict == .inconclusive || processes >= Resolution.leastProcesses
          ? nil : "\(processes) \(processes == 1 ? "process" : "processes")"
      }
    return (within.map { "same within \(percent($0))" } ?? verdict.rawValue) + (note.map { " (\($0))" } ?? "")
  }

  /// Rounded up, so that what lies within the fraction lies within the figure, too; a step of rounding of the fraction is none.
  static func percent(_ fraction: Double) -> String {
    let digits = fraction < 0.0995 ? 1 : 0
    let unit = digits == 0 ? 100.0 : 1000
    return String(format: "%.\(digits)f %%", max(fraction * unit - 1e-9, 0).rounded(.up) * 100 / unit)
  }

  private static let ratioColumns = [
    ResultTable.Column("ratio", "speed ratio", unit: "1", .ratio), ResultTable.Column("low", "from", unit: "1", .ratio),
    ResultTable.Column("high", "to", unit: "1", .ratio),
  ]

  private static func numbers(_ ratio: Double, _ interval: ClosedRange<Double>) -> [ResultTable.Cell] {
    [.number(ratio), .number(interval.lowerBound), .number(interval.upperBound)]
  }

  func names(_ pair: PairComparison) -> String { "\(pair.other.name) against \(pair.base.name)" }

  private func means(_ pair: PairComparison, _ number: Int) -> ResultTable {
    let factors = scaling(pair)
    var table = ResultTable(
      "means_\(number)", "Geometric means, \(names(pair))",
      columns: [ResultTable.Column("of", "of", .text), ResultTable.Column("cells", "cells", .text)] + Self.ratioColumns
        + factors.map(\.column) + [
          ResultTable.Column("p", "adjusted p", unit: "1", .ratio), ResultTable.Column("verdict", "verdict", .text),
        ])
    for mean in pair.means {
      let verdict = ResultTable.Cell.text(Self.verdict(mean))
      table.add(
        [.text(mean.title), .text("\(mean.cells.count)")] + Self.numbers(mean.ratio, mean.interval)
          + factors.map { ResultTable.Cell($0.ofMean(mean)) } + [.number(mean.adjustedP), verdict])
    }
    return table
  }

  private func cells(_ pair: PairComparison, _ number: Int) -> ResultTable {
    let factors = scaling(pair)
    var columns = [ResultTable.Column("cell", "cell", .text), ResultTable.Column("engine", "engine", .text)]
    if hasThreads(pair) { columns += [ResultTable.Column("threads", "threads", .text)] }
    columns += [pair.base.name, pair.other.name].enumerated().map { side, name in
      ResultTable.Column("median_\(side + 1)", name, unit: "ms", .amount)
    }
    columns += Self.ratioColumns + factors.map(\.column)
    columns += [
      ResultTable.Column("p", "adjusted p", unit: "1", .ratio), ResultTable.Column("verdict", "verdict", .text),
    ]
    var table = ResultTable("cells_\(number)", "Cells, \(names(pair))", columns: columns)
    for cell in pair.cells {
      var row: [ResultTable.Cell] = [.text(cell.key.id), .text(cell.key.engine)]
      if hasThreads(pair) { row.append(.text(Self.threads(cell))) }
      row += [.number(cell.base.median * 1e3), .number(cell.other.median * 1e3)]
      row += Self.numbers(cell.speed.estimate, cell.speed.interval)
      row += factors.map { ResultTable.Cell($0.of(cell)) }
      row += [.number(cell.adjustedP), .text(Self.verdict(cell))]
      table.add(row)
    }
    table.charts = [
      ResultChart("Speed, \(names(pair))", .ranges(low: "low", high: "high", around: 1), mostRows: pair.cells.count)
    ]
    return table
  }
}
