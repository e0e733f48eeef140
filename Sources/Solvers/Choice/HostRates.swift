import Kernels
import MatrixCore
import Synchronization

/// How fast this host multiplies and reads: the roofs that predictions are made from.
public struct HostRates: Sendable, Equatable {
  /// Flops a second of multiply-adds in double precision, all threads of the engine.
  public var flops: Double
  /// Bytes a second read from memory.
  public var bytes: Double
  /// Whether they were measured in this process or assumed.
  public var isMeasured: Bool

  public init(flops: Double, bytes: Double, isMeasured: Bool) {
    self.flops = flops
    self.bytes = bytes
    self.isMeasured = isMeasured
  }

  /// What a core of a server has at least: enough to see that a small table is solved in no time by any method.
  public static func assumed(_ engine: Engine) -> HostRates {
    HostRates(flops: 3e10 * Double(engine.team.threads), bytes: 2e10, isMeasured: false)
  }

  /// Memory of a measurement: more than caches hold.
  public static let bytesNeeded = 128 << 20

  /// Measured once a process for each engine. Cost: about 0.1 s, `bytesNeeded`; without that memory, what is assumed.
  public static func measured(_ engine: Engine) -> HostRates {
    let key = "\(engine.description.instructionSet.rawValue) \(engine.team.threads)"
    // Under the lock: two measurements at once would halve each other.
    return known.withLock { known in
      if let rates = known[key] { return rates }
      let rates = measure(engine)
      known[key] = rates
      return rates
    }
  }

  private static let known = Mutex<[String: HostRates]>([:])

  private static func measure(_ engine: Engine) -> HostRates {
    let assumed = assumed(engine)
    guard let memory = try? Matrix<Double>(rows: 1, columns: bytesNeeded / MemoryLayout<Double>.stride) else { return assumed }
    var (flops, bytes) = (0.0, 0.0)
    // The best of a few: whatever disturbs makes them slower. The first also touches the memory.
    for _ in 0..<4 {
      flops = max(
        flops,
        rate {
          HostPeak.multiplyAdds(
            Double.self, on: engine.description.instructionSet, steps: 100_000, team: engine.team)
        })
      bytes = max(
        bytes,
        rate {
          _ = HostPeak.read(memory, team: engine.team)
          return Double(memory.count * MemoryLayout<Double>.stride)
        })
    }
    return HostRates(flops: flops, bytes: bytes, isMeasured: true)
  }

  private static func rate(_ work: () -> Double) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let done = work()
    let seconds = (clock.now - start).seconds
    return seconds > 0 ? done / seconds : 0
  }
}
