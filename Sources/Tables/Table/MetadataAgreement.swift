/// What the metadata of several tables say of their money and flows, which must agree. What one of them leaves unsaid agrees with
/// all; remarks on prices and rounding beside a unit are no part of it.
public struct MetadataAgreement: Sendable {
  /// As the first that says it has it: the unit of money ("million USD").
  public private(set) var money = ""
  private var currency = ""
  private var flowKind = FlowKind.unstated

  public init() {}

  /// A thing in which a table differs from those before it.
  public struct Difference: Error, Equatable {
    /// Its key in metadata.
    public let key: String
    /// As a table has it, and as those before it have it.
    public let now: String
    public let before: String

    /// "unit", "currency", "kind of flows".
    public var what: String { key == "flow_kind" ? "kind of flows" : key }
  }

  /// Adds a table's. Errors: the first thing in which it differs.
  public mutating func add(_ metadata: TableMetadata) throws(Difference) {
    money = try Self.agreed(metadata.money, money, "unit")
    currency = try Self.agreed(metadata.currency, currency, "currency")
    let (now, before) = (metadata.flowKind, flowKind)
    _ = try Self.agreed(now == .unstated ? "" : now.name, before == .unstated ? "" : before.name, "flow_kind")
    if before == .unstated { flowKind = now }
  }

  private static func agreed(_ now: String, _ before: String, _ key: String) throws(Difference) -> String {
    guard !now.isEmpty, !before.isEmpty, now != before else { return before.isEmpty ? now : before }
    throw Difference(key: key, now: now, before: before)
  }
}
