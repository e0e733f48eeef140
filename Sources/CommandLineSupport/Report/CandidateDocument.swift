import Leontief

/// A method that was weighed, as documents show it.
public struct CandidateDocument: Encodable, Sendable {
  public let method: String
  @OrNull public var predictedSeconds: Double?
  /// Memory beside the coefficients.
  public let bytes: Int

  public init(_ estimate: MethodEstimate) {
    method = estimate.title
    predictedSeconds = estimate.seconds.finite
    bytes = estimate.bytes
  }

  /// Lines for people.
  public static func text(_ choice: SolverChoice) -> String {
    var table = TextTable("method", "predicted s", "memory")
    for estimate in choice.candidates { table.add(estimate.title, estimate.seconds.shortText, estimate.bytes.byteText) }
    return "\(table.text)\nauto takes \(choice.chosen?.title ?? "none"): \(choice.reason)\n"
  }
}
