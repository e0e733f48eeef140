import Leontief

/// What `auto` chose, as documents show it.
public struct SelectionReport: Encodable, Sendable {
  public let reason: String
  /// The cases each does: precision, operation, class of size.
  public let swift: [String]
  public let library: [String]

  public init(_ selection: AutoSelection) {
    reason = selection.reason
    swift = selection.cases(of: .swift).map(\.description)
    library = selection.cases(of: .library).map(\.description)
  }
}
