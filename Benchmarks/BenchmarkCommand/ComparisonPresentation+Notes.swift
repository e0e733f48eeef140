import BenchmarkHarness
import Foundation
import Leontief

/// Beside the ratios: costs, what does not count, sentences.
extension ComparisonPresentation {
  /// What the work of each cell takes where both hosts count it, and the ratio where they count the same parts of a host.
  var energies: ResultTable? {
    let pairs = comparison.pairs.flatMap { pair in
      pair.cells.filter { $0.base.energyJ != nil && $0.other.energyJ != nil }.map { (pair, $0) }
    }
    guard !pairs.isEmpty else { return nil }
    let columns: [ResultTable.Column] = [
      ResultTable.Column("cell", "cell", .text), ResultTable.Column("hosts", "hosts", .text),
      ResultTable.Column("base", "first host", unit: "J", .amount), ResultTable.Column("other", "other host", unit: "J", .amount),
      ResultTable.Column(
        "ratio", "work for each joule", unit: "1", .ratio, reasonForNone: "the hosts do not count the same parts"),
    ]
    var table = ResultTable("energies", "Energy of a run, by the hosts' own counters", columns: columns)
    for (pair, cell) in pairs {
      table.add([
        .text(cell.key.text), .text(names(pair)), ResultTable.Cell(cell.base.energyJ), ResultTable.Cell(cell.other.energyJ),
        ResultTable.Cell(cell.workPerJoule),
      ])
    }
    return table
  }

  /// What the work of each cell costs on each host that has a price.
  var costs: ResultTable? {
    let priced = comparison.runs.filter { prices.perHour[$0.name] != nil }
    guard !priced.isEmpty, let first = comparison.pairs.first else { return nil }
    var table = ResultTable(
      "costs", "Cost of a million runs, in the currency of --price",
      columns: [ResultTable.Column("cell", "cell", .text), ResultTable.Column("engine", "engine", .text)]
        + priced.enumerated().map { ResultTable.Column("cost_\($0 + 1)", $1.name, .amount) })
    for cell in first.cells {
      let medians = priced.map { run in
        run.name == first.base.name
          ? cell.base.median
          : comparison.pairs.first { $0.other.name == run.name }?.cells.first { $0.key == cell.key }?.other.median
      }
      let costs = zip(priced, medians).map { run, median in median.flatMap { prices.million($0, on: run.name) } }
      table.add([.text(cell.key.id), .text(cell.key.engineText)] + costs.map { ResultTable.Cell($0) })
    }
    return table
  }

  var leftOut: ResultTable? {
    guard !comparison.leftOut.isEmpty else { return nil }
    let names = ["cell", "engine", "run", "state", "reason"]
    var table = ResultTable(
      "left_out", "Cells that do not count", columns: names.map { ResultTable.Column($0, $0, .text) })
    for cell in comparison.leftOut {
      table.add([cell.key.id, cell.key.engineText, cell.run, cell.state, cell.reason].map { .text($0) })
    }
    return table
  }

  var remarks: [String] {
    let uses =
      comparison.pairs.flatMap { pair in pair.means.compactMap { sentence(pair, $0) } } + comparison.runs.flatMap(Self.scaling)
    let drifts = comparison.runs.map { run in
      "drift within \(run.name): " + (run.drift.map { String(format: "%.1f %%", $0 * 100) } ?? "not known, too few samples")
    }
    let cells =
      "all means are of cells VALID in every file: "
      + (comparison.pairs.first?.cells.map(\.key.text) ?? []).joined(separator: ", ")
    let gaps = comparison.runs.flatMap(\.gaps)
    let uncompared = comparison.pairs.compactMap { pair in
      pair.energyGap.map { "\(names(pair)): no work for each joule: \($0)" }
    }
    let unsettled = comparison.runs.compactMap(Self.unsettled)
    let noisy = comparison.runs.filter { ($0.drift ?? 0) > Self.noisy }.map { run in
      let drift = String(format: "%.0f %%", (run.drift ?? 0) * 100)
      return "\(run.name) was too noisy to tell differences under \(drift): measure again while nothing else runs"
    }
    let resolved = comparison.pairs.compactMap(widths) + comparison.pairs.compactMap(ofFewProcesses)
    let hosts = comparison.runs.compactMap(Self.replay) + drifts + comparison.pairs.compactMap(changed)
    return gaps + uses + resolved + uncompared + hosts + blind(comparison.pairs) + unsettled + noisy + [cells]
  }

  /// The drift above which a run had better be repeated.
  private static let noisy = 0.1

  /// Samples of several states stand side by side, which widens the intervals.
  private static func unsettled(_ run: ComparedRun) -> String? {
    let count = run.document.cells.count { $0.flags.contains(CellMeasurement.Flag.hostUnsettled.rawValue) }
    guard count > 0 else { return nil }
    return "\(run.name): the host was in no one state for long enough, \(count) cells count all their samples (canary)"
  }

  /// "b against a: 12 of 14 cells are the same, half of them within 8.2 % and all within 31 %; …": what the same is worth here.
  private func widths(_ pair: PairComparison) -> String? {
    let (within, resolutions) = pair.widths
    let median = SampleStatistics(within)?.median
    let quartiles = pair.sameByLowerQuartiles.count
    let same = median.map { median in
      "\(within.count) of \(pair.cells.count) cells are the same, half of them within \(Self.percent(median)) and all within "
        + Self.percent(within[within.count - 1]) + (quartiles > 0 ? ", \(quartiles) of them by lower quartiles" : "")
    }
    let least = SampleStatistics(resolutions)?.median
    let seen = least.map { least in
      "to be faster or slower a cell must differ by more than two runs of one program may, by \(Self.percent(least)) at the "
        + "median and \(Self.percent(resolutions[resolutions.count - 1])) at most"
    }
    let sentences = [same, seen].compactMap(\.self)
    return sentences.isEmpty ? nil : "\(names(pair)): \(sentences.joined(separator: "; "))"
  }

  /// What other processes would have shown has no part in such verdicts.
  private func ofFewProcesses(_ pair: PairComparison) -> String? {
    let few = pair.ofFewProcesses.count
    guard few > 0 else { return nil }
    return "\(names(pair)): \(few) of \(pair.cells.count) cells have fewer than three processes on a side; what two runs of one "
      + "program may differ by is not known of them, and their verdicts are of these processes alone"
  }

  /// One host that was not as it was.
  private func changed(_ pair: PairComparison) -> String? {
    guard let change = pair.hostChange, change.largest > 0 else { return nil }
    let compute =
      change.under(.compute) < change.largest
      ? String(format: " (%.0f %% for work that computes)", change.under(.compute) * 100) : ""
    let percent = String(format: "%.0f %%", change.largest * 100) + compute
    let matched = pair.cells.count { $0.isMatched }
    let common = matched > 0 ? "; \(matched) of \(pair.cells.count) cells are compared in a state that both runs saw" : ""
    return "\(names(pair)): the host changed between the runs, by its canary \(percent)\(common); "
      + "elsewhere a difference must be larger, and times that are the same are those of host and program together"
  }

  /// Cells with so few samples that none could be told to differ when it differs alone.
  private func blind(_ pairs: [PairComparison]) -> [String] {
    pairs.compactMap { pair in
      pair.blind.map { blind in
        "\(names(pair)): too few samples to tell one cell of \(pair.cells.count) that differs alone; its adjusted p is "
          + "\(String(format: "%.2g", blind.leastP)) at least (\(blind.cell.key.text) has \(blind.cell.samples))"
      }
    }
  }

  /// "few right-hand sides: b is 1.42 × [1.39, 1.45] as fast as a".
  private func sentence(_ pair: PairComparison, _ mean: GeometricMean) -> String? {
    guard Use.allCases.contains(where: { $0.rawValue == mean.title }) else { return nil }
    switch mean.verdict {
    case .same:
      let verdict = Self.verdict(mean)
      return "\(mean.title): \(pair.other.name) and \(pair.base.name) are the \(verdict)"
    case .inconclusive: return "\(mean.title): \(names(pair)) is inconclusive"
    case .faster, .slower:
      return "\(mean.title): \(pair.other.name) is \(Self.text(mean.ratio, mean.interval)) as fast as \(pair.base.name)"
    }
  }
}
