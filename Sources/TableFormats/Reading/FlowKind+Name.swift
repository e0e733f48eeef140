import Tables

extension FlowKind {
  /// Nil for a word files do not use.
  init?(name: String) {
    guard let kind = [FlowKind.domestic, .total, .interRegional, .unstated].first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// The kind a description declares by its first word ("domestic (imports are one row)"); a coefficient table's
  /// description may begin with the matrix it speaks of ("A: total …"). Anything else states nothing.
  init(described text: String) {
    let subject = text.hasPrefix("A: ") ? text.dropFirst(3) : text[...]
    let word = subject.prefix { $0.isLetter || $0 == "-" }
    self = FlowKind(name: word.lowercased()) ?? .unstated
  }
}
