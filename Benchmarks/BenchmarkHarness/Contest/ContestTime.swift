/// Divides the time of a run between its cells by what their models say they take, and tells how much is left.
struct ContestTime {
  private let weights: [(id: String, weight: Double)]
  private let limits: RunLimits
  private let start: Double
  private var finished: Set<String> = []

  init(_ cells: [ContestCell], limits: RunLimits, start: Double) {
    weights = cells.map { ($0.id, Self.weight($0)) }
    self.limits = limits
    self.start = start
  }

  /// Seconds of one round on a machine of 100 GFLOP/s and 20 GB/s: only ratios matter.
  private static func weight(_ cell: ContestCell) -> Double {
    let run = max(cell.model.flops * 1e-11, cell.model.bytesMin * 5e-11)
    return Double(cell.contenders.count) * (run + 0.3) + 0.4 * Double(cell.roofs.count)
  }

  private var total: Double { weights.reduce(0) { $0 + $1.weight } }
  private var left: Double { weights.reduce(0) { $0 + (finished.contains($1.id) ? 0 : $1.weight) } }

  /// When the cell must end, by its share of the time that is left.
  func end(of cell: ContestCell, now: Double) -> Double {
    guard left > 0 else { return now }
    return now + max(0, limits.maxSeconds - now) * Self.weight(cell) / left
  }

  mutating func finish(_ cell: ContestCell) { finished.insert(cell.id) }

  /// "dgemm-n4000 (1 of 14), about 240 s left".
  func text(_ cell: ContestCell, now: Double) -> String {
    let text = "\(cell.id) (\(finished.count + 1) of \(weights.count))"
    let done = total - left
    guard done > 0 else { return text }
    return text + ", about \(Int((now - start) / done * left)) s left"
  }
}
