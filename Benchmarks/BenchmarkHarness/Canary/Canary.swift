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

  /// What is read where the cache is meant that cores share: twice what they have of their own, no more than half of it, and at
  /// least 8 MiB. `levels`: what the second and the third level of a team hold together; one where the host tells no more.
  package static func cacheBytes(_ levels: [Int]) -> Int {
    guard let second = levels.first, let third = levels.dropFirst().first else { return 8 << 20 }
    return max(8 << 20, third / 4, min(2 * second, third / 2))
  }
}
