import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// Where hosts used unlike numbers of threads, or have unlike numbers of cores, or were measured with several.
extension ComparisonPresentation {
  struct Factor {
    let column: ResultTable.Column
    let of: (CellComparison) -> Double?
    let ofMean: (GeometricMean) -> Double?

    init(
      _ name: String, _ title: String, _ of: @escaping (CellComparison) -> Double?,
      _ ofMean: @escaping (GeometricMean) -> Double?
    ) {
      column = ResultTable.Column(name, title, unit: "1", .ratio)
      (self.of, self.ofMean) = (of, ofMean)
    }
  }

  /// Ratios for each thread and for each core, where they differ from the plain one anywhere.
  func scaling(_ pair: PairComparison) -> [Factor] {
    var factors: [Factor] = []
    if pair.cells.contains(where: { $0.perThread != nil }) {
      factors.append(
        Factor("per_thread", "per thread", { $0.perThread ?? $0.speed.estimate }, { $0.perThread ?? $0.ratio }))
    }
    if pair.cells.contains(where: { $0.perCore != nil }) {
      factors.append(Factor("per_core", "per core", { $0.perCore ?? $0.speed.estimate }, { $0.perCore ?? $0.ratio }))
    }
    return factors
  }

  func hasThreads(_ pair: PairComparison) -> Bool {
    pair.cells.contains { $0.key.threads != nil || $0.base.threads != $0.other.threads }
  }

  /// "4", and "2 and 64" for two whole machines.
  static func threads(_ cell: CellComparison) -> String {
    let (base, other) = (cell.base.threads, cell.other.threads)
    return base == other ? "\(base)" : "\(base) and \(other)"
  }

  /// A run that repeats another one may have left processors idle.
  static func replay(_ run: ComparedRun) -> String? {
    guard let original = run.document.replayOf else { return nil }
    let most = run.document.cells.map(\.threads).max() ?? 0
    return "\(run.name) replays the run \(original) on \(most) of its \(run.document.host.volatile.usableProcessors) processors"
  }

  /// "scaling of swift on b: 16 threads are 12.1 times as fast as one, an efficiency of 76 % (few right-hand sides 3.20)".
  static func scaling(_ run: ComparedRun) -> [String] {
    Scaling(run).engines.compactMap { engine in
      guard let whole = engine.points.last?.mean, whole.threads > 1 else { return nil }
      let uses = engine.points.last?.uses.map { String(format: "\($0.title) %.2f", $0.speedup) } ?? []
      let figures = String(format: "%.2f times as fast as one, an efficiency of %.0f %%", whole.speedup, 100 * whole.efficiency)
      return "scaling of \(engine.name) on \(run.name): \(whole.threads) threads are \(figures)"
        + (uses.isEmpty ? "" : " (\(uses.joined(separator: ", ")))")
    }
  }
}
