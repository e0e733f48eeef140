import BenchmarkHarness
import Leontief

/// What `auto` took on one problem, and how that compares with the best of all methods.
public struct ChoiceOutcome {
  public let problem: ChoiceProblem
  public let measurements: [CellMeasurement]

  public init(_ problem: ChoiceProblem, _ measurements: [CellMeasurement]) {
    self.problem = problem
    self.measurements = measurements
  }

  /// The variant `auto` takes.
  public var taken: String? { problem.choice.chosen?.title }

  private func median(_ title: String) -> Double? {
    zip(problem.methods, measurements).first { $0.0.title == title }?.1.statistics?.median
  }

  /// Median seconds of `auto`, its choice included; not the measurement of the host, 0.1 s once a process for work that is
  /// predicted to take half a second.
  public var autoSeconds: Double? { median(ChoiceMethod.auto) }

  /// The quickest method there is, asked for by name.
  public var best: (title: String, seconds: Double)? {
    zip(problem.methods, measurements).filter { $0.0.title != ChoiceMethod.auto }
      .compactMap { method, measurement in measurement.statistics.map { (method.title, $0.median) } }
      .min { $0.1 < $1.1 }
  }

  /// How many times as long as the best method `auto` takes.
  public var ratio: Double? {
    guard let autoSeconds, let best, best.seconds > 0 else { return nil }
    return autoSeconds / best.seconds
  }

  /// Predicted over measured seconds of `auto`.
  public var prediction: Double? {
    guard let predicted = problem.choice.chosen?.seconds, let autoSeconds, autoSeconds > 0 else { return nil }
    return predicted / autoSeconds
  }

  /// What the choice must reach.
  public static let mostRatio = 1.3

  /// Methods that gave no time, "auto" among them, and why.
  public var dropped: [(title: String, reason: String)] {
    zip(problem.methods, measurements).compactMap { method, measurement in
      measurement.state.isTimed ? nil : (method.title, measurement.state.reason ?? "no reason")
    }
  }

  public var isMet: Bool { ratio.map { $0 <= Self.mostRatio } ?? false }
}
