import Kernels
import MatrixCore
import Synchronization

extension HostRates {
  /// Memory of a measurement: more than caches hold.
  public static let bytesNeeded = 128 << 20

  /// Measured once a process for each engine. Cost: about 0.1 s, `bytesNeeded`; without that memory, what is known.
  public static func measured(_ engine: Engine) -> HostRates {
    let key = "\(engine.description.instructionSet.rawValue) \(engine.team.threads)"
    // Under the lock: two measurements at once would halve each other.
    return measurements.withLock { measurements in
      if let rates = measurements[key] { return rates }
      let rates = measure(engine)
      measurements[key] = rates
      return rates
    }
  }

  private static let measurements = Mutex<[String: HostRates]>([:])

  private static func measure(_ engine: Engine) -> HostRates {
    let known = known(engine)
    guard let memory = touchedMemory() else { return known }
    var (flops, bytes) = (0.0, 0.0)
    // The best of a few: whatever disturbs makes them slower.
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
    // Products come near the peak of multiply-adds.
    return HostRates(
      flops: 0.9 * flops, bytes: bytes, cachedBytes: max(bytes, known.cachedBytes), cacheSize: known.cacheSize,
      source: .measured)
  }

  /// Pages never written are one page of zeros, which stays in cache however often it is read.
  private static func touchedMemory() -> Matrix<Double>? {
    var memory = try? Matrix<Double>(rows: 1, columns: bytesNeeded / MemoryLayout<Double>.stride)
    guard var touched = memory.take() else { return nil }
    var elements = touched.mutableElements
    for k in elements.indices { elements[k] = 1 }
    return touched
  }

  private static func rate(_ work: () -> Double) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let done = work()
    let seconds = (clock.now - start).seconds
    return seconds > 0 ? done / seconds : 0
  }
}
