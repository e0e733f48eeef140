import Tables

/// The `meta` lines of a labelled csv.
struct LabelledCSVMetadata {
  var metadata = TableMetadata()
  var kind = InputOutputTable.Transactions.flows
  /// True once a line has stated the kind of flows, which outranks their description.
  private var hasFlowKind = false

  init() {}

  private static let texts: [(key: String, path: any WritableKeyPath<TableMetadata, String> & Sendable)] = [
    ("id", \.id), ("title", \.title), ("year", \.year), ("currency", \.currency), ("unit", \.unit),
    ("price_basis", \.priceBasis), ("flows", \.flowsDescription), ("classification", \.classification),
    ("va_meaning", \.valueAddedMeaning),
  ]

  /// Takes one line in; false when the key is unknown, a sentence when its value is wrong.
  mutating func take(_ key: String, _ value: String) -> Taken {
    if let text = Self.texts.first(where: { $0.key == key }) {
      metadata[keyPath: text.path] = value
      if key == "flows", !hasFlowKind { metadata.flowKind = FlowKind(described: value) }
      return .taken
    }
    if key.hasPrefix("source.") {
      metadata.source[String(key.dropFirst(7))] = value
      return .taken
    }
    if key.hasPrefix("licence.") {
      metadata.licence[String(key.dropFirst(8))] = value
      return .taken
    }
    return takeListed(key, value)
  }

  enum Taken: Equatable {
    case taken, unknownKey
    case wrongValue(String)
  }

  private mutating func takeListed(_ key: String, _ value: String) -> Taken {
    switch key {
    case "note": metadata.notes.append(value)
    case "history": metadata.history.append(value)
    case "flow_kind":
      guard let kind = FlowKind(name: value) else {
        return .wrongValue("flow_kind is '\(value)'; write domestic, total, inter-regional or unstated")
      }
      metadata.flowKind = kind
      hasFlowKind = true
    case "transactions":
      guard let kind = InputOutputTable.Transactions(rawValue: value) else {
        return .wrongValue("transactions is '\(value)'; write flows or coefficients")
      }
      self.kind = kind
    default: return .unknownKey
    }
    return .taken
  }

  /// The lines for a table, in the order of the list above.
  static func lines(_ metadata: TableMetadata, _ kind: InputOutputTable.Transactions) -> [[String]] {
    var lines: [[String]] = []
    for text in texts where !metadata[keyPath: text.path].isEmpty { lines.append([text.key, metadata[keyPath: text.path]]) }
    lines.append(["flow_kind", metadata.flowKind.name])
    lines.append(["transactions", kind.rawValue])
    lines += metadata.source.sorted { $0.key < $1.key }.map { ["source.\($0.key)", $0.value] }
    lines += metadata.licence.sorted { $0.key < $1.key }.map { ["licence.\($0.key)", $0.value] }
    lines += metadata.notes.map { ["note", $0] }
    lines += metadata.history.map { ["history", $0] }
    return lines.map { [LabelledCSV.Line.meta.rawValue] + $0 }
  }
}
