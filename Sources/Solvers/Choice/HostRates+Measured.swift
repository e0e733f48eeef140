import Kernels
import Synchronization

extension HostRates {
  /// Memory of a measurement: more than caches hold.
  public static var bytesNeeded: Int { HostRoofs.bytesNeeded }

  /// Measured once a process for each engine. Cost: as `HostRoofs.measure`; where that finds nothing, what is known.
  public static func measured(_ engine: Engine) -> HostRates {
    // Under the lock: two measurements at once would halve each other.
    measurements.withLock { measurements in
      let key = Self.key(engine.description)
      if let kept = measurements[key] { return kept.rates }
      let roofs = HostRoofs.measure(engine.team)
      let made = roofs.map { Self.rates(engine, $0) } ?? known(engine)
      measurements[key] = (made, roofs)
      return made
    }
  }

  /// What this process measured; nil when it did not.
  fileprivate static func measuredRoofs(_ engine: EngineDescription) -> HostRoofs? {
    measurements.withLock { $0[key(engine)].flatMap(\.roofs) }
  }

  private static let measurements = Mutex<[String: (rates: HostRates, roofs: HostRoofs?)]>([:])

  private static func key(_ engine: EngineDescription) -> String { "\(engine.instructionSet.rawValue) \(engine.threads)" }

  private static func rates(_ engine: Engine, _ roofs: HostRoofs) -> HostRates {
    let known = known(engine)
    // Products come near the peak of multiply-adds.
    return HostRates(
      flops: 0.9 * HostRoofs.doubleFlops(engine.description.instructionSet, engine.team), bytes: roofs.memory,
      cachedBytes: max(roofs.memory, known.cachedBytes), cacheSize: known.cacheSize, source: .measured)
  }
}

extension HostRoofs {
  /// Of the calibration an engine goes by, else of this process; nil when nothing was measured. Cost: nothing.
  public static func known(_ engine: EngineDescription) -> HostRoofs? {
    engine.selection?.calibration?.roofs ?? HostRates.measuredRoofs(engine)
  }
}
