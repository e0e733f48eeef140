import Leontief

/// What the engine `auto` chose.
public struct SelectionRecord: Codable, Sendable, Equatable {
  /// A calibration and where it is kept, or the built-in rule and why.
  public var reason: String
  /// The cases each does: precision, operation, class of size.
  public var swift: [String]
  public var library: [String]

  public init(_ selection: AutoSelection) {
    reason = selection.reason
    swift = selection.cases(of: .swift).map(\.description)
    library = selection.cases(of: .library).map(\.description)
  }
}
