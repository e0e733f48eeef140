import Leontief

/// What reading and validation found, as documents and people see it.
public struct ValidationReport: Encodable, Sendable {
  public struct Finding: Encodable, Sendable {
    public let id: String
    public let severity: String
    public let sentence: String
  }

  public struct Balance: Encodable, Sendable {
    @OrNull public var maximum: Double?
    @OrNull public var maximumRelative: Double?
    @OrNull public var medianRelative: Double?
    @OrNull public var totalRelative: Double?

    init(_ residuals: BalanceReport.Residuals) {
      maximum = residuals.maximum.finite
      maximumRelative = residuals.maximumRelative.finite
      medianRelative = residuals.medianRelative.finite
      totalRelative = residuals.totalRelative.finite
    }
  }

  public let findings: [Finding]
  /// |Z1 + y − x|; null when the table has no demand or output.
  @OrNull public var rowBalance: Balance?
  /// |1ᵀZ + primary inputs − x|; null when the table has no primary inputs.
  @OrNull public var columnBalance: Balance?
  /// What the reader filled in or assumed, and the files it did not use.
  public let notes: [String]

  public init(_ validation: TableValidation, notes: [String] = []) {
    self.init(
      findings: validation.findings.map { Finding(id: $0.id, severity: $0.severity.rawValue, sentence: $0.sentence) },
      rowBalance: validation.balance.row.map(Balance.init), columnBalance: validation.balance.column.map(Balance.init),
      notes: notes)
  }

  /// The checks made while a table was read.
  public init(_ report: ReadReport) {
    let unused = report.leftAlone.isEmpty ? [] : ["files not used: \(report.leftAlone.joined(separator: ", "))"]
    let notes = report.notes + unused
    if let validation = report.validation {
      self.init(validation, notes: notes)
    } else {
      self.init(findings: [], rowBalance: nil, columnBalance: nil, notes: notes)
    }
  }

  private init(findings: [Finding], rowBalance: Balance?, columnBalance: Balance?, notes: [String]) {
    self.findings = findings
    self.rowBalance = rowBalance
    self.columnBalance = columnBalance
    self.notes = notes
  }

  /// Lines for people.
  public var text: String {
    var lines: [String] = []
    if let rowBalance { lines.append("rows      balance to \(Self.text(rowBalance.totalRelative)) of output") }
    if let columnBalance { lines.append("columns   balance to \(Self.text(columnBalance.totalRelative)) of output") }
    lines += findings.map { "\($0.severity): \($0.sentence) [\($0.id)]" }
    return (lines + notes.map { "note: \($0)" }).joined(separator: "\n")
  }

  private static func text(_ value: Double?) -> String { value?.shortText ?? "an unknown part" }
}
