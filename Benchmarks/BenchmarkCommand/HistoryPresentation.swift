import BenchmarkHarness
import CommandLineSupport
import Leontief

/// Runs of hosts over time in the form in which results are shown.
struct HistoryPresentation {
  private let runs: [ComparedRun]
  private let left: [String]

  /// `runs` in the order of time.
  init(_ runs: [ComparedRun], left: [String]) { (self.runs, self.left) = (runs, left) }

  var result: EstimateResult {
    EstimateResult(
      title: "History of \(runs.count) runs", method: "medians; the last run against the one before as 'compare' does",
      tables: hosts.enumerated().map { table(Self.comparable($1), $0 + 1) },
      remarks: left.map { "left out: \($0)" } + obstacles, cost: SolveCost()
    )
  }

  /// Runs of one fingerprint, each in the order of time; hosts by their first run.
  private var hosts: [[ComparedRun]] {
    ReportPresentation.each(runs.map(\.document.host.fingerprintHash)).map { hash in
      runs.filter { $0.document.host.fingerprintHash == hash }
    }
  }

  /// The last run and those before it that did the same work with as many threads.
  private static func comparable(_ host: [ComparedRun]) -> [ComparedRun] {
    host.dropLast().filter { obstacles($0, host[host.count - 1]).isEmpty } + host.suffix(1)
  }

  private var obstacles: [String] {
    hosts.flatMap { host in host.dropLast().flatMap { Self.obstacles($0, host[host.count - 1]).map { "not compared: \($0)" } } }
  }

  /// Why a run of before does not count beside the last one of its host: other work, or other threads.
  private static func obstacles(_ run: ComparedRun, _ last: ComparedRun) -> [String] {
    Comparability.obstacles([run, last]) + [Gate.otherHost([run, last])].compactMap(\.self)
  }

  private func table(_ host: [ComparedRun], _ number: Int) -> ResultTable {
    var columns = [ResultTable.Column("cell", "cell", .text), ResultTable.Column("engine", "engine", .text)]
    columns += [ResultTable.Column("runs", "runs", .integer)]
    columns += ["first", "best", "last"].map {
      ResultTable.Column($0, $0, unit: "ms", .amount, reasonForNone: "the cell has no time there")
    }
    let reason = "there is no earlier run"
    columns += [ResultTable.Column("ratio", "speed over earlier median", unit: "1", .ratio, reasonForNone: reason)]
    columns += [ResultTable.Column("verdict", "against the run before", .text)]
    let (first, last) = (host[0].document, host[host.count - 1].document)
    let title = "\(first.host.stable.processor), \(host.count) runs, \(first.startedAt) to \(last.startedAt)"
    var table = ResultTable("history_\(number)", title, columns: columns)
    let verdicts = verdicts(host)
    for key in cells(host) { table.add(row(key, host, verdicts)) }
    return table
  }

  private func cells(_ host: [ComparedRun]) -> [CellKey] {
    var seen: Set<CellKey> = []
    return host.flatMap(\.keys).filter { seen.insert($0).inserted }
  }

  private func row(_ key: CellKey, _ host: [ComparedRun], _ verdicts: [CellKey: String]) -> [ResultTable.Cell] {
    let medians = host.map { run in
      run.document.cell(key).flatMap { $0.validation.state == CellState.valid.name ? $0.stats?.median : nil }
    }
    let earlier = SampleStatistics(medians.dropLast().compactMap(\.self))?.median
    let last = medians.last ?? nil
    let ratio = earlier.flatMap { before in last.map { before / $0 } }
    let times = [medians.first ?? nil, medians.compactMap(\.self).min(), last]
    let milliseconds = times.map { ResultTable.Cell($0.map { $0 * 1e3 }) }
    let count = ResultTable.Cell.number(Double(medians.compactMap(\.self).count))
    return [.text(key.id), .text(key.engineText), count] + milliseconds + [
      ResultTable.Cell(ratio), .text(verdicts[key] ?? "–"),
    ]
  }

  /// Of the last run against the one before.
  private func verdicts(_ host: [ComparedRun]) -> [CellKey: String] {
    let pair = Array(host.suffix(2))
    guard pair.count == 2 else { return [:] }
    let cells = Comparison(pair, rule: ComparisonRule()).pairs[0].cells
    let texts = cells.map { ($0.key, ComparisonPresentation.verdict($0)) }
    return Dictionary(texts) { first, _ in first }
  }

  /// A line for each cell of each run.
  var csv: String {
    let header = [
      "run", "begun", "host", "tool", "cell", "engine", "threads", "state", "median_s", "lo_s", "hi_s", "samples",
    ]
    let lines = runs.flatMap { run in run.document.cells.map { Self.line(run, $0) } }
    return ([header] + lines).map { CSVWriter.record($0) }.joined()
  }

  private static func line(_ run: ComparedRun, _ cell: CellRecord) -> [String] {
    let (document, stats) = (run.document, cell.stats)
    let facts = [run.name, document.startedAt, document.host.fingerprintHash, document.tool.version, cell.id, cell.engine]
    let numbers = [stats?.median, stats?.ci95?.low, stats?.ci95?.high].map { $0.map { "\($0)" } ?? "" }
    return facts + ["\(cell.threads)", cell.validation.state] + numbers + ["\(stats?.n ?? 0)"]
  }
}
