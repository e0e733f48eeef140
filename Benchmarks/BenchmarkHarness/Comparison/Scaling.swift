import Foundation

/// How the work of a run gains from threads: for each engine and number of threads geometric means over the cells that are VALID
/// with every number of threads, one among them.
public struct Scaling: Sendable {
  public struct Mean: Sendable, Equatable {
    public let title: String
    public let threads: Int
    public let cells: Int
    public let speedup: Double
    /// The speed-up for each thread.
    public let efficiency: Double

    /// Nil without cells.
    fileprivate init?(_ title: String, _ cells: [CellRecord]) {
      guard let first = cells.first else { return nil }
      (self.title, threads, self.cells) = (title, first.threads, cells.count)
      speedup = exp(cells.reduce(0) { $0 + log($1.derived?.speedup ?? 1) } / Double(cells.count))
      efficiency = speedup / Double(threads)
    }
  }

  /// With one number of threads: all cells, and those of each use.
  public struct Point: Sendable {
    public let mean: Mean
    public let uses: [Mean]
  }

  public struct Engine: Sendable {
    public let name: String
    /// The fewest threads first.
    public let points: [Point]
  }

  public let engines: [Engine]

  public init(_ run: ComparedRun) {
    let cells = run.document.cells.filter { $0.validation.state == CellState.valid.name && $0.derived?.speedup != nil }
    var names: [String] = []
    for cell in cells where !names.contains(cell.engine) { names.append(cell.engine) }
    engines = names.map { name in Engine(name: name, points: Self.points(cells.filter { $0.engine == name })) }
  }

  private static func points(_ cells: [CellRecord]) -> [Point] {
    let counts = Set(cells.map(\.threads)).sorted()
    let complete = cells.filter { cell in
      counts.allSatisfy { count in cells.contains { $0.id == cell.id && $0.threads == count } }
    }
    return counts.compactMap { count in
      let own = complete.filter { $0.threads == count }
      return Mean(GeometricMean.whole, own).map { mean in
        Point(mean: mean, uses: Use.allCases.compactMap { use in Mean(use.rawValue, own.filter { Use($0) == use }) })
      }
    }
  }
}
