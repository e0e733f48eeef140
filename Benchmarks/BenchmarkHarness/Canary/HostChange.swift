/// By what each rate of a canary changed, as a fraction; zero where no more than it can while nothing changes.
public struct HostChange: Sendable, Equatable {
  public let flops: Double
  public let cache: Double
  public let memory: Double

  package init(flops: Double, cache: Double, memory: Double) { (self.flops, self.cache, self.memory) = (flops, cache, memory) }

  /// That of the rate that changed most.
  public var largest: Double { max(flops, cache, memory) }

  /// Of the rates that work under a roof goes with. Memory that reads twice as fast, since the processors lie on two dies, does
  /// nothing to work that computes: over the 105 processes of 21 runs of the suite quick on a shared AMD EPYC (Zen 5, 2
  /// processors; 2026-11-23) its times went with the cache's rate (correlation −0.8) and not with memory's (0.0), which changed by
  /// up to 74 % from run to run.
  public func under(_ roof: Roof) -> Double {
    switch roof {
    case .compute: max(flops, cache)
    case .memory: max(cache, memory)
    }
  }
}
