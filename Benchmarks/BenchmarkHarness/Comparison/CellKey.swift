/// What makes cells of several hosts the same: the work, the engine, and either the most threads that each run measured it with,
/// which is its whole machine, or an equal number of threads.
public struct CellKey: Hashable, Sendable {
  public let id: String
  public let engine: String
  /// Nil for the most threads of the run.
  public let threads: Int?

  public init(id: String, engine: String, threads: Int? = nil) { (self.id, self.engine, self.threads) = (id, engine, threads) }

  /// Of one cell among those of its own document.
  init(exactly cell: CellRecord) { self.init(id: cell.id, engine: cell.engine, threads: cell.threads) }

  /// "dgemm-n598 on swift", "dgemm-n598 on swift, 1 thread".
  public var text: String { "\(id) on \(engineText)" }

  /// "swift", "swift, 1 thread".
  public var engineText: String { engine + (threads.map { ", \(Self.text(threads: $0))" } ?? "") }

  public static func text(threads: Int) -> String { threads == 1 ? "1 thread" : "\(threads) threads" }
}

extension ResultDocument {
  /// The key by which a cell of this document is found in others.
  public func key(_ cell: CellRecord) -> CellKey {
    let isWhole = cell.threads == mostThreads(cell.id, cell.engine)
    return CellKey(id: cell.id, engine: cell.engine, threads: isWhole ? nil : cell.threads)
  }

  /// The cell of a key; the one with the most threads is also that of its own number.
  public func cell(_ key: CellKey) -> CellRecord? {
    let threads = key.threads ?? mostThreads(key.id, key.engine)
    return cells.first { $0.id == key.id && $0.engine == key.engine && $0.threads == threads }
  }

  private func mostThreads(_ id: String, _ engine: String) -> Int? {
    cells.reduce(nil) { $1.id == id && $1.engine == engine ? max($0 ?? 0, $1.threads) : $0 }
  }

  /// Whether some work was measured with several numbers of threads.
  public var isSweep: Bool { cells.contains { key($0).threads != nil } }
}
