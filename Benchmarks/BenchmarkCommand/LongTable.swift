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

  private typealias Line = (metric: String, value: Double?, low: Double?, high: Double?)

  private static func rows(_ host: String, _ cell: CellRecord) -> [[String]] {
    let place = [host, cell.id, cell.engine, "\(cell.threads)"]
    return (rates(cell) + gains(cell)).map { line in
      let numbers = [line.value, line.low, line.high].map { $0.map { "\($0)" } ?? "" }
      return place + [line.metric] + numbers + [cell.validation.state]
    }
  }

  private static func rates(_ cell: CellRecord) -> [Line] {
    let ends = cell.stats?.ci95
    // The longest time is the lowest rate.
    func line(_ metric: String, _ value: Double?, _ work: Double) -> Line {
      (metric, value, ends.map { work / $0.high }, ends.map { work / $0.low })
    }
    let time: Line = ("seconds", cell.stats?.median, ends?.low, ends?.high)
    return [
      time, line("flops_per_s", cell.derived?.flopsPerS, cell.work.flops),
      line("bytes_per_s", cell.derived?.bytesPerS, cell.work.bytesMin),
    ]
  }

  /// What not every run has.
  private static func gains(_ cell: CellRecord) -> [Line] {
    let figures: [(String, Double?)] = [
      ("speedup", cell.derived?.speedup), ("efficiency", cell.derived?.efficiency), ("energy_j", cell.energyJ),
    ]
    return figures.compactMap { metric, value in value.map { (metric, $0, nil, nil) } }
  }
}
