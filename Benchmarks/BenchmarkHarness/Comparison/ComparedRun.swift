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

  /// Of every cell, in their order.
  public var keys: [CellKey] { document.cells.map(document.key) }

  func cell(_ key: CellKey) -> CellRecord? { document.cell(key) }
}
