import Leontief

/// A certificate as documents show it.
public struct CertificateDocument: Encodable, Sendable {
  public let matrixClass: String
  /// Why the table is known to be productive, or why it is not known.
  public let productivity: String
  @OrNull public var condition1: Double?
  @OrNull public var condition1Lower: Double?
  @OrNull public var condition1Upper: Double?
  public let conditionIsEstimate: Bool
  /// The proved bound of each right-hand side's largest error, relative to its component; null where nothing is proved.
  public let relativeBounds: [OrNull<Double>]
  public let solves: Int
  public let seconds: Double
  public let sentences: [String]

  public init(_ report: CertificateReport) {
    matrixClass = report.matrixClass.rawValue
    productivity = report.productivity.reason
    condition1 = report.condition?.value.finite
    condition1Lower = report.condition?.lower.finite
    condition1Upper = report.condition?.upper.finite
    conditionIsEstimate = report.conditionIsEstimate
    relativeBounds = report.relativeBounds.map { OrNull(wrappedValue: $0.finite) }
    solves = report.solves
    seconds = report.seconds
    sentences = report.sentences
  }

  private enum CodingKeys: String, CodingKey {
    case matrixClass, productivity, conditionIsEstimate, relativeBounds, solves, seconds, sentences
    // The conversion to snake_case would not see a word in the digit.
    case condition1 = "condition_1"
    case condition1Lower = "condition_1_lower"
    case condition1Upper = "condition_1_upper"
  }
}
