import Leontief
import Synchronization

/// How long methods of one problem are waited for: so many times as long as the quickest took.
final class Patience: Sendable {
  /// A run is broken off after that many times the quickest so far.
  private static let factor = 2.5
  /// A method whose first run took that many times as long as the quickest is not the best, and no more need be known.
  private static let hopeless = 2.0
  /// Of short runs all are worth measuring.
  private static let leastSeconds = 0.2

  private let quickest: Mutex<Double>

  /// Before anything is measured the prediction must do.
  init(predicted: Double) { quickest = Mutex(predicted) }

  /// Seconds after which a run is broken off.
  var limit: Double { max(Self.leastSeconds, Self.factor * quickest.withLock { $0 }) }

  func took(_ seconds: Double) { quickest.withLock { $0 = min($0, seconds) } }

  /// Whether a method that takes so long is worth another run.
  func isWorthwhile(_ seconds: Double) -> Bool {
    seconds <= max(Self.leastSeconds, Self.hopeless * quickest.withLock { $0 })
  }

  /// Stops a run that takes too long.
  func monitor(isEndless: Bool) -> WorkMonitor {
    if isEndless { return .none }
    let deadline = ContinuousClock.now + .seconds(limit)
    return WorkMonitor { _ in ContinuousClock.now < deadline }
  }
}
