import Leontief
import Synchronization

/// A monitor that keeps what it is told and stops at a report of its choice.
public final class RecordedProgress: Sendable {
  private let told = Mutex<[Double]>([])
  private let stop: Int?

  /// `stop`: the report, counted from zero, that is answered with a stop.
  public init(stoppingAt stop: Int? = nil) { self.stop = stop }

  public var fractions: [Double] { told.withLock { $0 } }

  public var monitor: WorkMonitor {
    WorkMonitor { fraction in
      self.told.withLock { told in
        told.append(fraction)
        return told.count - 1 != self.stop
      }
    }
  }

  /// Whether every report is a fraction and none is below the one before it.
  public var isRising: Bool {
    let fractions = fractions
    return fractions.allSatisfy { (0...1).contains($0) } && zip(fractions, fractions.dropFirst()).allSatisfy { $0 <= $1 }
  }
}
