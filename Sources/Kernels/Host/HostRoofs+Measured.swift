import MatrixCore

extension HostRoofs {
  /// Memory of a measurement: twice what caches hold, at least 128 MiB.
  public static let bytesNeeded = max(128 << 20, 2 * (lastLevel ?? 0))

  /// Measures the roofs of a team. Cost: half a second at most, `bytesNeeded`; nil without that memory.
  public static func measure(_ team: Team) -> HostRoofs? {
    guard let memory = rate(reading: bytesNeeded, team) else { return nil }
    // Half of a cache: the rest is for what else there is. Larger ones are never faster.
    let caches = levels(team).compactMap { capacity in
      rate(reading: capacity / 2, team).map { Cache(capacity: Double(capacity), bytes: max($0, memory)) }
    }
    return HostRoofs(
      doubleFlops: doubleFlops(.best, team),
      singleFlops: best { HostPeak.multiplyAdds(Float.self, on: .best, steps: steps, team: team) }, memory: memory,
      caches: caches)
  }

  /// The peak of the kernels of an instruction set, which may not be the widest.
  public static func doubleFlops(_ set: InstructionSet, _ team: Team) -> Double {
    best { HostPeak.multiplyAdds(Double.self, on: set, steps: steps, team: team) }
  }

  /// Some 5 ms of multiply-adds: beside that the start of a team is nothing.
  private static let steps = 1_000_000
  /// The samples read at least so many bytes together: 1 ms each from a fast cache.
  private static let bytesPerSample = 512 << 20
  private static let samples = 5

  private static var lastLevel: Int? {
    let caches = HostProcessor.current.caches
    return caches.thirdLevel ?? caches.secondLevel
  }

  /// What each level holds: every member of a team has a second level of its own.
  private static func levels(_ team: Team) -> [Int] {
    let caches = HostProcessor.current.caches
    let second = caches.secondLevel.map { $0 * team.threads }
    return [second, caches.thirdLevel].compactMap { $0 }.filter { $0 >= 1 << 16 }
  }

  private static func rate(reading size: Int, _ team: Team) -> Double? {
    guard let memory = touchedMemory(size) else { return nil }
    let passes = max(1, bytesPerSample / size / samples)
    return best {
      _ = HostPeak.read(memory, passes: passes, team: team)
      return Double(passes) * Double(memory.count * MemoryLayout<Double>.stride)
    }
  }

  /// Pages never written are one page of zeros, which stays in cache however often it is read.
  private static func touchedMemory(_ size: Int) -> Matrix<Double>? {
    var memory = try? Matrix<Double>(rows: 1, columns: size / MemoryLayout<Double>.stride)
    guard var touched = memory.take() else { return nil }
    var elements = touched.mutableElements
    for k in elements.indices { elements[k] = 1 }
    return touched
  }

  /// The best of a few: whatever disturbs makes them slower. `work` says how much it did.
  private static func best(_ work: () -> Double) -> Double {
    let clock = ContinuousClock()
    return (0..<samples).reduce(0) { best, _ in
      let start = clock.now
      let done = work()
      let (whole, attoseconds) = (clock.now - start).components
      return max(best, done / max(Double(whole) + Double(attoseconds) * 1e-18, 1e-9))
    }
  }
}
