extension ResultDocument {
  /// Holds every cell against the same work with one thread, where that was measured beside other numbers of threads.
  mutating func addSpeedups() {
    let speedups = cells.map { speedup($0) }
    for (index, speedup) in speedups.enumerated() {
      let threads = Double(cells[index].threads)
      cells[index].derived?.speedup = speedup
      cells[index].derived?.efficiency = speedup.map { $0 / threads }
    }
  }

  /// The median with one thread over a cell's own; nil without either, and where no other number of threads was measured.
  func speedup(_ cell: CellRecord) -> Double? {
    let same = cells.filter { $0.id == cell.id && $0.engine == cell.engine }
    guard same.contains(where: { $0.threads > 1 }), let own = cell.stats?.median, own > 0 else { return nil }
    return same.first { $0.threads == 1 }?.stats.map { $0.median / own }
  }
}
