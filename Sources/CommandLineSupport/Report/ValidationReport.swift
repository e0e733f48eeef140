import Leontief

/// What validation found, as documents and people see it.
public struct ValidationReport: Encodable, Sendable {
  public struct Finding: Encodable, Sendable {
    public let id: String
    public let severity: String
    public let sentence: String
  }

  public let findings: [Finding]

  public init(_ validation: TableValidation) {
    findings = validation.findings.map { Finding(id: $0.id, severity: $0.severity.rawValue, sentence: $0.sentence) }
  }

  /// Lines for people.
  public static func text(_ validation: TableValidation) -> String {
    validation.findings.map { "\($0.severity.rawValue): \($0.sentence) [\($0.id)]" }.joined(separator: "\n")
  }
}
