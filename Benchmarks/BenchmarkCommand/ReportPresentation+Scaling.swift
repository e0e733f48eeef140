import BenchmarkHarness
import CommandLineSupport
import Leontief

/// Runs that were measured with several numbers of threads.
extension ReportPresentation {
  var scaling: [ResultTable] {
    runs.enumerated().flatMap { k, run -> [ResultTable] in
      guard run.document.isSweep else { return [] }
      let kernels = Self.each(run.document.cells.map(\.kernel))
      return [Self.means(run, "scaling_\(k + 1)")].compactMap(\.self)
        + kernels.compactMap { KernelScaling($0, run).table("scaling_\(k + 1)_\($0.replacing("-", with: "_"))") }
    }
  }

  /// Speed-ups of each use; nil where no work has one with every number of threads.
  private static func means(_ run: ComparedRun, _ name: String) -> ResultTable? {
    let columns: [ResultTable.Column] = [
      ResultTable.Column("engine", "engine", .text), ResultTable.Column("of", "of", .text),
      ResultTable.Column("threads", "threads", .integer), ResultTable.Column("cells", "cells", .integer),
      ResultTable.Column("speedup", "speed-up", unit: "1", .ratio),
      ResultTable.Column("efficiency", "efficiency", unit: "1", .share),
    ]
    var table = ResultTable(name, "Scaling of \(run.name), geometric means", columns: columns)
    let engines = Scaling(run).engines
    for engine in engines {
      for mean in engine.points.flatMap({ [$0.mean] + $0.uses }) {
        table.add([
          .text(engine.name), .text(mean.title), .number(Double(mean.threads)), .number(Double(mean.cells)),
          .number(mean.speedup), .number(mean.efficiency),
        ])
      }
      for (figure, title) in [("speedup", "Speed-up"), ("efficiency", "Efficiency")] {
        let chart = ResultChart(
          "\(title) of \(engine.name) by threads, \(run.name)", .linesBy("of", x: "threads", value: figure),
          of: ResultChart.Rows("engine", engine.name))
        table.charts.append(chart)
      }
    }
    return table.rows.isEmpty ? nil : table
  }
}

/// One kernel of a run with every number of threads.
private struct KernelScaling {
  private let kernel: String
  private let run: ComparedRun
  private let cells: [CellRecord]

  init(_ kernel: String, _ run: ComparedRun) {
    (self.kernel, self.run) = (kernel, run)
    let own = run.document.cells.filter { $0.kernel == kernel && ReportPresentation.isValid($0) && $0.derived != nil }
    cells = own.sorted { ($0.id, $0.engine, $0.threads) < ($1.id, $1.engine, $1.threads) }
  }

  private var roof: Roof { cells.first?.model.roof ?? .compute }

  private func columns() -> [ResultTable.Column] {
    let unit = roof == .compute ? "GFLOP/s" : "GB/s"
    let without = "it was not measured with one thread, or not VALID"
    let text: [ResultTable.Column] = [
      ResultTable.Column("cell", "cell", .text), ResultTable.Column("threads", "threads", .integer),
      ResultTable.Column("median", "median", unit: "ms", .amount),
      ResultTable.Column("speedup", "speed-up", unit: "1", .ratio, reasonForNone: without),
      ResultTable.Column("efficiency", "efficiency", unit: "1", .share, reasonForNone: without),
    ]
    let rates: [ResultTable.Column] = [
      ResultTable.Column("rate", "rate", unit: unit, .amount),
      ResultTable.Column("per_thread", "per thread", unit: unit, .amount),
      ResultTable.Column("per_core", "per core", unit: unit, .amount, reasonForNone: "the host does not tell its cores"),
      ResultTable.Column(
        "per_cycle", "per thread and GHz", unit: roof == .compute ? "flop/cycle" : "byte/cycle", .amount,
        reasonForNone: "the clock was not measured"),
    ]
    return text + rates
  }

  private func row(_ cell: CellRecord) -> [ResultTable.Cell] {
    let host = run.document.host
    let rate = (roof == .compute ? cell.derived?.flopsPerS : cell.derived?.bytesPerS).map { $0 * 1e-9 }
    let threads = Double(cell.threads)
    let perCore = rate.flatMap { rate in host.cores(threads: cell.threads).map { rate / Double($0) } }
    let perCycle = rate.flatMap { rate in host.volatile.measuredHz.map { rate / threads / ($0 * 1e-9) } }
    let median = cell.stats.map { $0.median * 1e3 }
    let first: [ResultTable.Cell] = [.text("\(cell.id) on \(cell.engine)"), .number(threads), ResultTable.Cell(median)]
    let gains = [cell.derived?.speedup, cell.derived?.efficiency, rate, rate.map { $0 / threads }, perCore, perCycle]
    return first + gains.map { ResultTable.Cell($0) }
  }

  /// Nil where the kernel has no times.
  func table(_ name: String) -> ResultTable? {
    guard !cells.isEmpty else { return nil }
    var table = ResultTable(name, "Scaling of \(kernel), \(run.name)", columns: columns())
    for cell in cells { table.add(row(cell)) }
    // Where every thread has a core of its own the figures for cores are those for threads.
    let areCores = cells.contains { cell in run.document.host.cores(threads: cell.threads).map { $0 != cell.threads } ?? false }
    let figures: [(String, String)] =
      [("median", "Time"), ("per_thread", "Rate for each thread")] + (areCores ? [("per_core", "Rate for each core")] : [])
      + [("per_cycle", "Rate for each thread and GHz")]
    table.charts = figures.map { figure, title in
      ResultChart("\(title) of \(kernel), by threads, \(run.name)", .linesBy("cell", x: "threads", value: figure))
    }
    return table
  }
}
