import BenchmarkHarness
import Leontief

/// Every figure of runs as a line of csv, for those who make their own tables. An empty field is a figure that is not there.
struct LongTable {
  private let runs: [ComparedRun]

  init(_ runs: [ComparedRun]) { self.runs = runs }

  var text: String {
    let header = ["host", "cell", "engine", "threads", "metric", "value", "lo", "hi", "state"]
    let rows = runs.flatMap { run in run.document.cells.flatMap { Self.rows(run.name, $0) } }
    return ([header] + rows).map { CSVWriter.record($0) }.joined()
  }

  private static func rows(_ host: String, _ cell: CellRecord) -> [[String]] {
    let ends = cell.stats?.ci95.map { ($0.low, $0.high) }
    let time = ("seconds", cell.stats?.median, ends?.0, ends?.1)
    // The longest time is the lowest rate.
    let flops = (
      "flops_per_s", cell.derived?.flopsPerS, ends.map { cell.model.flops / $0.1 }, ends.map { cell.model.flops / $0.0 }
    )
    let bytes = (
      "bytes_per_s", cell.derived?.bytesPerS, ends.map { cell.model.bytesMin / $0.1 }, ends.map { cell.model.bytesMin / $0.0 }
    )
    return [time, flops, bytes].map { metric, value, low, high in
      [host, cell.id, cell.engine, "\(cell.threads)", metric] + [value, low, high].map { $0.map { "\($0)" } ?? "" }
        + [cell.validation.state]
    }
  }
}
