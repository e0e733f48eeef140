/// What the terminal shows of a step in progress: "factorizing 9800 × 9800 · 42 % · 3 s · about 4 s left".
public struct StepLine: Sendable {
  /// The fraction of a step that was done when it had run for some seconds.
  public struct Mark: Sendable {
    public var fraction: Double
    public var seconds: Double

    public init(fraction: Double, seconds: Double) {
      self.fraction = fraction
      self.seconds = seconds
    }
  }

  public var step: String
  /// Since the step began.
  public var seconds: Double
  /// The latest report, if the work reports.
  public var latest: Mark?

  public init(step: String, seconds: Double, latest: Mark? = nil) {
    self.step = step
    self.seconds = seconds
    self.latest = latest
  }

  public var text: String {
    let elapsed = "\(Int(seconds)) s"
    guard let latest, latest.fraction > 0, latest.fraction <= 1 else { return "\(step) · \(elapsed)" }
    let share = "\(Int(latest.fraction * 100)) %"
    // The work goes on at its rate up to the latest report.
    let left = max(0, latest.seconds / latest.fraction - seconds).rounded(.up)
    guard left < 1e9 else { return "\(step) · \(share) · \(elapsed)" }
    return "\(step) · \(share) · \(elapsed) · about \(Int(left)) s left"
  }
}
