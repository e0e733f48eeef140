import BenchmarkHarness
import CommandLineSupport
import Leontief

/// Every cell of every run.
extension ReportPresentation {
  private static func cellColumns(withThreads: Bool, withEnergy: Bool) -> [ResultTable.Column] {
    let place: [ResultTable.Column] = [
      ResultTable.Column("run", "run", .text), ResultTable.Column("cell", "cell", .text),
      ResultTable.Column("engine", "engine", .text),
    ]
    let threads = withThreads ? [ResultTable.Column("threads", "threads", .integer)] : []
    let rest: [ResultTable.Column] = [
      ResultTable.Column("state", "state", .text),
      ResultTable.Column("median", "median", unit: "ms", .amount, reasonForNone: "the cell has no time"),
      ResultTable.Column("low", "from", unit: "ms", .amount, reasonForNone: "six samples are needed for an interval"),
      ResultTable.Column("high", "to", unit: "ms", .amount), ResultTable.Column("samples", "samples", .integer),
    ]
    let energy =
      withEnergy ? [ResultTable.Column("energy", "energy", unit: "J", .amount, reasonForNone: "it was not counted")] : []
    return place + threads + rest + energy + [ResultTable.Column("reason", "reason", .text)]
  }

  /// With a column of threads where a run has several numbers of them, and of energies where they were counted.
  var cells: ResultTable {
    let hasThreads = runs.contains(where: \.document.isSweep)
    let hasEnergy = runs.contains { $0.document.cells.contains { $0.energyJ != nil } }
    var table = ResultTable("cells", "Cells", columns: Self.cellColumns(withThreads: hasThreads, withEnergy: hasEnergy))
    for run in runs {
      for cell in run.document.cells {
        let place: [ResultTable.Cell] = [.text(run.name), .text(cell.id), .text(cell.engine)]
        let threads: [ResultTable.Cell] = hasThreads ? [.number(Double(cell.threads))] : []
        let times = [cell.stats?.median, cell.stats?.ci95?.low, cell.stats?.ci95?.high].map { $0.map { $0 * 1e3 } }
        let energy: [ResultTable.Cell] = hasEnergy ? [ResultTable.Cell(cell.energyJ)] : []
        let rest: [ResultTable.Cell] = [.number(Double(cell.samplesS.count))] + energy + [.text(cell.validation.reason ?? "")]
        table.add(place + threads + [.text(cell.validation.state)] + times.map { ResultTable.Cell($0) } + rest)
      }
    }
    return table
  }
}
