/// A result with the name it has in a comparison.
public struct ComparedRun: Sendable {
  public let name: String
  public let document: ResultDocument
  /// What the halves of the run differ by, as a fraction (see `RunDrift`); nil where no cell has enough samples.
  public let drift: Double?

  public init(name: String, document: ResultDocument) {
    self.name = name
    self.document = document
    drift = RunDrift.measured(document.cells.map(\.counted))
  }

  /// By what the host is in another state than in a run before, by the canaries of both (see `HostState`); nil for another host,
  /// whose speed is what is compared, and without canaries.
  public func change(since base: ComparedRun) -> Double? {
    guard document.host.fingerprintHash == base.document.host.fingerprintHash, let before = base.document.canary,
      let now = document.canary
    else { return nil }
    return HostState.change(before.level, now.level)
  }

  func cell(_ key: CellKey) -> CellRecord? { document.cells.first { CellKey($0) == key } }
}

/// What makes cells of several hosts the same.
public struct CellKey: Hashable, Sendable {
  public let id: String
  public let engine: String

  init(_ cell: CellRecord) { (id, engine) = (cell.id, cell.engine) }

  /// "dgemm-n598 on swift".
  public var text: String { "\(id) on \(engine)" }
}
