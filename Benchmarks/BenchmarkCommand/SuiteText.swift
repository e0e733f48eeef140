import BenchmarkHarness
import CommandLineSupport
import Leontief
import Workloads

/// A suite as people read it: its cells, what is timed, and what it takes in all.
struct SuiteText {
  private let suite: Suite
  private let forecast: SuiteForecast
  private let engines: Int

  init(_ suite: Suite, _ forecast: SuiteForecast, engines: Int) {
    (self.suite, self.forecast, self.engines) = (suite, forecast, engines)
  }

  var text: String { [cells, "", "What is timed:", titles, "", closing].joined(separator: "\n") }

  private var cells: String {
    var table = TextTable("cell", "GFLOP", "least MB", "roof", "memory", "seconds")
    for row in suite.rows {
      let n = row.source.shape.count
      let held = row.workload.bytesHeld(sectors: n, engines: engines)
      let memory = MemoryBudget.sum(held, row.workload.bytesWhileRunning(sectors: n))
      table.add(
        row.id, (row.model.flops * 1e-9).shortText, (row.model.bytesMin * 1e-6).shortText, row.model.roof.rawValue,
        memory.byteText, forecast.seconds(row).shortText)
    }
    return table.text
  }

  /// Each workload once.
  private var titles: String {
    var (titles, known) = (TextTable(), Set<String>())
    for row in suite.rows where known.insert(row.workload.nameWithColumns).inserted {
      titles.add(row.workload.nameWithColumns, row.workload.title)
    }
    return titles.leftText
  }

  private var closing: String {
    let (habits, cells) = (suite.habits, suite.rows.count)
    let seconds = suite.groups.reduce(0) {
      $0 + forecast.seconds($1, rounds: habits.minRounds, processes: $1.processes(of: habits.processes))
    }
    let what =
      "suite \(suite.name), version \(suite.version): \(cells) \(cells == 1 ? "cell" : "cells") on \(engines) "
      + "\(engines == 1 ? "engine" : "engines")"
    return "\(what), \(habits.minRounds) samples of each in some \(Int(max(1, seconds.rounded()))) s here or until "
      + "\(Int(habits.maxSeconds)) s are over; up to \(SuiteForecast.bytes(suite, engines: engines).byteText) of memory"
  }
}
