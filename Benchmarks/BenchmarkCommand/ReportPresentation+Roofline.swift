import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// Cells under the measured roofs of their hosts.
extension ReportPresentation {
  /// A table for each run with roofs and cells under them.
  var rooflines: [ResultTable] {
    runs.enumerated().compactMap { k, run in
      guard let roofs = run.document.roofs else { return nil }
      var table = ResultTable("roofline_\(k + 1)", "Roofline of \(run.name)", columns: Self.rooflineColumns)
      for cell in run.document.cells {
        guard let standing = cell.roofline, let derived = cell.derived, cell.validation.state == CellState.valid.name else {
          continue
        }
        table.add([
          .text(cell.id), .text(cell.engine), .number(cell.model.intensity), .number(derived.flopsPerS * 1e-9),
          .number(standing.share), .text(standing.bound.rawValue),
        ])
      }
      guard !table.rows.isEmpty else { return nil }
      table.charts = [
        ResultChart(
          table.title, .roofline(x: "intensity", y: "rate", series: "engine", roofs: Self.lines(roofs)),
          mostRows: table.rows.count)
      ]
      return table
    }
  }

  private static let rooflineColumns = [
    ResultTable.Column("cell", "cell", .text), ResultTable.Column("engine", "engine", .text),
    ResultTable.Column("intensity", "intensity", unit: "flop/byte", .amount),
    ResultTable.Column("rate", "rate", unit: "GFLOP/s", .amount),
    ResultTable.Column("share", "of the roof", unit: "1", .share), ResultTable.Column("bound", "bound by", .text),
  ]

  private static func lines(_ roofs: RoofsRecord) -> [ResultChart.Roof] {
    let peaks = [
      ResultChart.Roof(String(format: "single %.0f GFLOP/s", roofs.singleFlopsPerS * 1e-9), level: roofs.singleFlopsPerS * 1e-9),
      ResultChart.Roof(String(format: "double %.0f GFLOP/s", roofs.doubleFlopsPerS * 1e-9), level: roofs.doubleFlopsPerS * 1e-9),
    ]
    let caches = roofs.caches.map { cache in
      let rate = String(format: "%.0f GB/s", cache.bytesPerS * 1e-9)
      return ResultChart.Roof("\(Int(cache.capacityBytes).byteText) cache \(rate)", slope: cache.bytesPerS * 1e-9)
    }
    let memory = ResultChart.Roof(
      String(format: "memory %.0f GB/s", roofs.memoryBytesPerS * 1e-9), slope: roofs.memoryBytesPerS * 1e-9)
    return peaks + caches + [memory]
  }
}
