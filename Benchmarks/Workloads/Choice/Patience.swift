import Leontief
import Synchronization

/// How long methods of one problem are waited for: so many times as long as the quickest took.
final class Patience: Sendable {
  /// Slower than that a method is not the best, and no more need be known.
  private static let factor = 8.0
  /// Of short runs all are worth measuring.
  private static let leastSeconds = 0.2

  private let seconds: Mutex<Double>

  /// Before anything is measured the prediction must do.
  init(predicted: Double) { seconds = Mutex(max(Self.leastSeconds, Self.factor * predicted)) }

  var limit: Double { seconds.withLock { $0 } }

  func took(_ duration: Duration) {
    let (whole, attoseconds) = duration.components
    let took = max(Self.leastSeconds, Self.factor * (Double(whole) + Double(attoseconds) * 1e-18))
    seconds.withLock { $0 = min($0, took) }
  }

  /// Stops a run that takes too long.
  func monitor(isEndless: Bool) -> WorkMonitor {
    if isEndless { return .none }
    let deadline = ContinuousClock.now + .seconds(limit)
    return WorkMonitor { _ in ContinuousClock.now < deadline }
  }
}
