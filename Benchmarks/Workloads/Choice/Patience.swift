import Leontief
import Synchronization

/// How long methods of one problem are waited for: so many times as long as the quickest took.
package final class Patience: Sendable {
  /// A run is broken off after that many times the quickest so far.
  private static let factor = 2.5
  /// Before anything is measured, after that many times what is predicted.
  private static let doubt = 10.0
  /// A method whose best run took that many times as long as the quickest is not the best, and no more need be known.
  private static let hopeless = 2.0
  /// Of short runs all are worth measuring.
  private static let leastSeconds = 0.2

  private let predicted: Double
  private let quickest = Mutex<Double?>(nil)

  package init(predicted: Double) { self.predicted = predicted }

  /// Seconds after which a run is broken off.
  package var limit: Double {
    max(Self.leastSeconds, quickest.withLock { $0.map { Self.factor * $0 } } ?? Self.doubt * predicted)
  }

  package func took(_ seconds: Double) { quickest.withLock { $0 = min($0 ?? seconds, seconds) } }

  /// Whether a method that takes so long at best is worth another run.
  package func isWorthwhile(_ seconds: Double) -> Bool {
    seconds <= max(Self.leastSeconds, quickest.withLock { $0.map { Self.hopeless * $0 } } ?? .infinity)
  }

  /// Stops a run that takes too long.
  func monitor(isEndless: Bool) -> WorkMonitor {
    if isEndless { return .none }
    let deadline = ContinuousClock.now + .seconds(limit)
    return WorkMonitor { _ in ContinuousClock.now < deadline }
  }
}
