import Leontief

/// A short piece of work that never changes, run between samples: how fast the host itself is at that moment.
///
/// It corrects no time. Samples taken while the host was in another state than for most of the run, faster or slower, are left out,
/// with that reason.
public protocol Canary: AnyObject {
  /// The engine whose threads it works on; another's must sleep first.
  var engine: EngineDescription { get }

  func measure() -> CanaryReading
}

/// What a canary did in a second.
public struct CanaryReading: Sendable, Equatable {
  /// Multiply-adds on registers, two flops each.
  public let flopsPerS: Double
  /// Reading what a cache beyond the core's own holds, and what none holds.
  public let cacheBytesPerS: Double
  public let memoryBytesPerS: Double

  public init(flopsPerS: Double, cacheBytesPerS: Double, memoryBytesPerS: Double) {
    (self.flopsPerS, self.cacheBytesPerS, self.memoryBytesPerS) = (flopsPerS, cacheBytesPerS, memoryBytesPerS)
  }
}
