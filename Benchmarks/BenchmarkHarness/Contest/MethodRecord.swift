import Leontief

/// The method that a task's solver took by itself, and what was expected of it.
public struct MethodRecord: Codable, Sendable, Equatable {
  public var name: String
  public var reason: String
  /// Steps of refinement or passes over A.
  public var iterations: Int
  /// Seconds of preparing and solving once the coefficients had been looked at, with those lost on another method: measured,
  /// and predicted.
  public var seconds: Double
  @Nullable public var predictedSeconds: Double?

  public init(_ report: SolveReport, predictedSeconds: Double? = nil) {
    name = report.method
    reason = report.reason
    iterations = report.iterations
    seconds = report.prepareSeconds + report.solveSeconds + report.lostSeconds
    _predictedSeconds = Nullable(wrappedValue: predictedSeconds)
  }

  /// "gmres, 13 iterations in 0.211 s, 0.263 s predicted (1.25 x)".
  public var text: String {
    let done = "\(name), \(iterations) iterations in \(seconds.threeDigits) s"
    guard let predictedSeconds, seconds > 0 else { return done }
    return done + ", \(predictedSeconds.threeDigits) s predicted (\((predictedSeconds / seconds).threeDigits) x)"
  }
}

/// A task whose solver chooses its method.
public protocol ReportingTask: TimedTask {
  /// Of the last run.
  var method: MethodRecord? { get }
  /// What the choice expects of this problem. Not timed.
  func predictedSeconds() -> Double?
}
