import BenchmarkHarness
import CommandLineSupport
import Leontief

/// Runs in the form in which results are shown and written.
struct ReportPresentation {
  let runs: [ComparedRun]
  /// Why the files are not to be trusted.
  private let doubts: [String]
  private let obstacles: [String]

  init(_ runs: [ComparedRun], doubts: [String]) {
    (self.runs, self.doubts) = (runs, doubts)
    obstacles = Comparability.obstacles(runs)
  }

  /// `withSamples`: with a table of every sample, for pages that draw them.
  func result(withSamples: Bool) -> EstimateResult {
    let comparison = compared
    let names = runs.map(\.name).joined(separator: ", ")
    var tables: [ResultTable] = comparison?.tables ?? []
    tables.append(HostTable(runs).table)
    for more in [rooflines, rates, scaling, engines] { tables += more }
    tables.append(cells)
    if withSamples { tables += samples }
    var remarks: [String] = doubts.map { "FORCED: \($0)" }
    remarks += obstacles.map { "not compared: \($0)" }
    remarks += gaps
    remarks +=
      comparison?.result.remarks
      ?? runs.flatMap(\.gaps) + runs.flatMap(ComparisonPresentation.scaling) + runs.compactMap(ComparisonPresentation.replay)
    var result = EstimateResult(
      title: "Benchmark of \(names)", method: Self.method, tables: tables, remarks: remarks, cost: SolveCost())
    result.keyFigures = keyFigures(comparison)
    return result
  }

  private static let method =
    "medians of interleaved samples with distribution-free intervals (95 %), answers checked before times count; "
    + ComparisonPresentation.method

  /// Nil for one run, and for runs that are not comparable.
  private var compared: ComparisonPresentation? {
    guard runs.count > 1, obstacles.isEmpty else { return nil }
    let comparison = Comparison(runs, rule: ComparisonRule())
    return comparison.cellCount > 0 ? ComparisonPresentation(comparison, prices: PriceList()) : nil
  }

  private func keyFigures(_ comparison: ComparisonPresentation?) -> [EstimateResult.KeyFigure] {
    guard let comparison else { return [] }
    return comparison.comparison.pairs.enumerated().compactMap { k, pair in
      guard let row = pair.means.firstIndex(where: { $0.title == GeometricMean.whole }) else { return nil }
      return EstimateResult.KeyFigure(
        "speed of \(pair.other.name) over \(pair.base.name), all cells", table: "means_\(k + 1)", row: row, column: "ratio")
    }
  }

  /// Rates of each run and engine, a table for each roof: where a cell is bound by flops, in flops.
  private var rates: [ResultTable] {
    [(Roof.compute, "GFLOP/s"), (.memory, "GB/s")].compactMap { roof, unit in
      let sides = runs.flatMap { run in engineNames(run).map { (run: run, engine: $0) } }
      let bound = runs.flatMap { run in
        run.document.cells.filter { $0.model.roof == roof && Self.isValid($0) && run.document.key($0).threads == nil }
      }
      let ids = Self.each(bound.map(\.id))
      guard !ids.isEmpty else { return nil }
      let columns = sides.enumerated().map { k, side in
        ResultTable.Column(
          "rate_\(k + 1)", runs.count > 1 ? "\(side.run.name), \(side.engine)" : side.engine, unit: unit, .amount,
          reasonForNone: "the cell is not VALID there")
      }
      var table = ResultTable(
        "rates_\(roof.rawValue)", "Rates of cells bound by \(roof == .compute ? "computing" : "memory")",
        columns: [ResultTable.Column("cell", "cell", .text)] + columns)
      for id in ids {
        table.add([.text(id)] + sides.map { ResultTable.Cell(Self.rate(id, $0.engine, $0.run, roof)) })
      }
      let bars = columns.prefix(Self.mostBars).map(\.name)
      table.charts = [ResultChart(table.title, .bars(bars, order: .ofTable), mostRows: ids.count)]
      return table
    }
  }

  private static func rate(_ id: String, _ engine: String, _ run: ComparedRun, _ roof: Roof) -> Double? {
    let derived = run.document.cell(CellKey(id: id, engine: engine)).flatMap { isValid($0) ? $0.derived : nil }
    return (roof == .compute ? derived?.flopsPerS : derived?.bytesPerS).map { $0 * 1e-9 }
  }

  static func isValid(_ cell: CellRecord) -> Bool { cell.validation.state == CellState.valid.name }

  /// Bars beside each other that can still be told apart.
  private static let mostBars = 6

  /// What the rates do not show.
  private var gaps: [String] {
    let left = runs.flatMap { run in run.document.cells.filter { $0.derived != nil && !Self.isValid($0) }.map { (run, $0) } }
    let sides = runs.reduce(0) { $0 + engineNames($1).count }
    let cells = left.map { run, cell in
      "no rate of \(run.document.key(cell).text) in \(run.name): \(cell.validation.state), \(cell.validation.reason ?? "no reason")"
    }
    return cells
      + (sides > Self.mostBars ? ["charts of rates show the first \(Self.mostBars) of \(sides) columns"] : [])
  }

  private func engineNames(_ run: ComparedRun) -> [String] { Self.each(run.document.cells.map(\.engine)) }

  /// Each once, in the order of their first places.
  static func each(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
