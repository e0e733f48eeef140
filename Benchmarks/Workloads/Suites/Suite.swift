import BenchmarkHarness
import Leontief

/// A named choice of workloads and sizes.
public struct Suite: Sendable {
  public let name: String
  /// Raised when a workload, a model or the generator changes: results of two versions are not comparable.
  public let version: Int
  /// What makes its problems from a seed, with its version.
  public let generator: String
  /// How long it is measured unless told otherwise.
  public let habits: SuiteHabits
  /// The work of every cell, in the order of the table.
  public let rows: [SuiteRow]
  private let members: [SuiteMember]
  /// Whether problems of different sizes have processes of their own.
  public let isDivided: Bool

  /// Every workload on every size, all in memory at once.
  public init(name: String, version: Int, workloads: [any Workload], shapes: [EconomyShape]) {
    self.init(
      name: name, version: version, generator: SyntheticEconomy.generator, habits: .quick, isDivided: false,
      members: workloads.map { SuiteMember($0, on: .uniform) }, shapes: shapes)
  }

  /// Each size in processes of its own. `bundled`: what is also measured on the bundled table.
  init(
    name: String, version: Int, habits: SuiteHabits, members: [SuiteMember], shapes: [EconomyShape],
    bundled: [any Workload]
  ) {
    self.init(
      name: name, version: version, generator: SyntheticEconomy.tradingGenerator, habits: habits, isDivided: true,
      members: members, shapes: shapes, bundled: bundled)
  }

  private init(
    name: String, version: Int, generator: String, habits: SuiteHabits, isDivided: Bool, members: [SuiteMember],
    shapes: [EconomyShape], bundled: [any Workload] = []
  ) {
    let generated = shapes.flatMap { shape in
      members.filter { shape.count <= $0.mostSectors }.map { SuiteRow(.generated(shape, $0.kind), $0.workload) }
    }
    (self.name, self.version, self.generator, self.habits) = (name, version, generator, habits)
    (self.isDivided, self.members) = (isDivided, members)
    rows = bundled.map { SuiteRow(.bundled, $0) } + generated
  }

  private init(_ suite: Suite, rows: [SuiteRow]) {
    (name, version, generator, habits) = (suite.name, suite.version, suite.generator, suite.habits)
    (isDivided, members) = (suite.isDivided, suite.members)
    self.rows = rows
  }

  public static let all = [quick, standard, full]

  public var workloads: [any Workload] { members.map(\.workload) }

  /// The sizes of its generated economies, each once.
  public var shapes: [EconomyShape] {
    rows.reduce(into: []) { shapes, row in
      guard case .generated(let shape, _) = row.source, !shapes.contains(shape) else { return }
      shapes.append(shape)
    }
  }

  /// The same workloads on generated economies of other sizes.
  public func resized(_ shapes: [EconomyShape]) -> Suite {
    Suite(
      name: name, version: version, generator: generator, habits: habits, isDivided: isDivided, members: members,
      shapes: shapes)
  }

  /// The cells with names that are wanted.
  public func choosing(_ isWanted: (String) -> Bool) -> Suite { Suite(self, rows: rows.filter { isWanted($0.id) }) }

  /// The names of its cells.
  public var cellIDs: [String] { rows.map(\.id) }

  /// The name of a cell, the same on every host: "solve-m64-n2464".
  public static func cellID(_ workload: any Workload, _ shape: EconomyShape) -> String {
    SuiteRow(.generated(shape, .uniform), workload).id
  }

  /// Parts whose problems live at once, each with processes of its own: one where it is not divided. Cells of one size are
  /// interleaved with each other as long as their problems take no more than `mostHeld`; a large problem leaves no room for a
  /// second one, and takes nothing with it when it dies.
  public var groups: [Suite] {
    guard isDivided else { return rows.isEmpty ? [] : [self] }
    var (groups, held): ([[SuiteRow]], Int) = ([], 0)
    for row in rows {
      let bytes = row.workload.bytesHeld(sectors: row.source.shape.count, engines: Self.usualEngines)
      let (isShared, last) = (row.source.shape.count <= Self.mostShared, groups.last?.last)
      held = MemoryBudget.sum(held, bytes)
      if isShared, last?.source.name == row.source.name, held <= Self.mostHeld {
        groups[groups.count - 1].append(row)
      } else {
        (groups, held) = (groups + [[row]], bytes)
      }
    }
    return groups.map { Suite(self, rows: $0) }
  }

  /// Sectors up to which problems of one size are in memory together.
  static let mostShared = 5000

  /// Bytes of those problems, beside the economy they are made on: more than any of them takes by itself, so that a suite needs
  /// hardly more memory than its hungriest cell.
  static let mostHeld = 1 << 30

  /// The Swift kernels and a library: groups are the same whatever engines are measured.
  public static let usualEngines = 2
}
