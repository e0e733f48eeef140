/// One thing a check found in a table.
public struct TableFinding: Sendable, Equatable, CustomStringConvertible {
  public enum Severity: String, Sendable, Comparable {
    case note, warning, error

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// What was found. Raw values are stable names for scripts.
  public enum Kind: String, Sendable, CaseIterable {
    case nonFinite = "non-finite"
    /// A table of nothing: sound, and most likely not what was meant.
    case noSectors = "no-sectors"
    case negativeOutput = "negative-output"
    case zeroOutputWithInputs = "zero-output-with-inputs"
    /// Sectors without output or inputs whose uses are no larger than the table's median row residual: what rounding to whole
    /// units leaves.
    case zeroOutputRounding = "zero-output-rounding"
    /// Sectors without output, inputs and uses.
    case zeroOutputInactive = "zero-output-inactive"
    case tinyOutput = "tiny-output"
    case rowBalance = "row-balance"
    case columnBalance = "column-balance"
    case negativeFlow = "negative-flow"
    case negativeDemand = "negative-demand"
    case negativeValueAdded = "negative-value-added"
    case columnSumAtOrAboveOne = "column-sum-at-or-above-one"
    case valueAddedMissing = "value-added-missing"
    case valueAddedSmall = "value-added-small"
    case notChecked = "not-checked"
  }

  public let kind: Kind
  public let severity: Severity
  /// What was found and where, for people.
  public let sentence: String
  /// Positions of the sectors concerned, ascending.
  public let sectors: [Int]
  /// The worst value: the most negative, the largest residual.
  public let worst: Double?

  public init(_ kind: Kind, _ severity: Severity, _ sentence: String, sectors: [Int] = [], worst: Double? = nil) {
    self.kind = kind
    self.severity = severity
    self.sentence = sentence
    self.sectors = sectors
    self.worst = worst
  }

  /// The stable name of `kind`.
  public var id: String { kind.rawValue }

  public var description: String { "\(severity.rawValue): \(sentence)" }

  /// Findings never differ by a NaN alone: it equals itself here.
  public static func == (left: TableFinding, right: TableFinding) -> Bool {
    left.kind == right.kind && left.severity == right.severity && left.sentence == right.sentence
      && left.sectors == right.sectors && left.worst?.bitPattern == right.worst?.bitPattern
  }
}
