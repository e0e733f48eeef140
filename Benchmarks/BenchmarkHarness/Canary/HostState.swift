/// The state of a host that most readings of a canary show.
///
/// A virtual machine has several: its processors lie on one die or on two, which doubles the rate of memory and slows small
/// work by a third; a neighbour takes half of one. Neither the fastest nor the median reading stands for most of them.
struct HostState {
  /// The medians of the readings in that state.
  let level: CanaryReading
  /// Whether each reading shows that state.
  let isUsual: [Bool]

  /// How far readings of one state lie apart, as fractions: by more than the noise of an undisturbed host. Measured 2026-11-22 on
  /// a shared AMD EPYC (Zen 5, 2 processors) with `leontief-bench run --suite quick`: 2 %, 4 % and 6 % in either direction.
  static let tolerances = CanaryReading(flopsPerS: 0.05, cacheBytesPerS: 0.1, memoryBytesPerS: 0.15)

  /// Around the reading that has the most others near; among equals the one with the most flops.
  init(_ readings: [CanaryReading]) {
    let crowds = readings.map { centre in readings.count { Self.isNear($0, centre) } }
    let most = crowds.max() ?? 0
    let centres = zip(readings, crowds).filter { $0.1 == most }.map(\.0)
    guard let centre = centres.max(by: { $0.flopsPerS < $1.flopsPerS }) else {
      (level, isUsual) = (CanaryReading(flopsPerS: 0, cacheBytesPerS: 0, memoryBytesPerS: 0), [])
      return
    }
    let isUsual = readings.map { Self.isNear($0, centre) }
    self.isUsual = isUsual
    level = Self.level(readings, isUsual)
  }

  /// The medians of the readings that are chosen.
  static func level(_ readings: [CanaryReading], _ isChosen: [Bool]) -> CanaryReading {
    let chosen = zip(readings, isChosen).filter(\.1).map(\.0)
    func median(_ rates: [Double]) -> Double { SampleStatistics(rates)?.median ?? 0 }
    return CanaryReading(
      flopsPerS: median(chosen.map(\.flopsPerS)), cacheBytesPerS: median(chosen.map(\.cacheBytesPerS)),
      memoryBytesPerS: median(chosen.map(\.memoryBytesPerS)))
  }

  static func isNear(_ reading: CanaryReading, _ centre: CanaryReading) -> Bool {
    // Without an array: every reading is held against every other.
    isNear(reading.flopsPerS, centre.flopsPerS, tolerances.flopsPerS)
      && isNear(reading.cacheBytesPerS, centre.cacheBytesPerS, tolerances.cacheBytesPerS)
      && isNear(reading.memoryBytesPerS, centre.memoryBytesPerS, tolerances.memoryBytesPerS)
  }

  private static func isNear(_ rate: Double, _ level: Double, _ tolerance: Double) -> Bool {
    distance(rate, level) <= tolerance
  }

  /// As a fraction of the level; 0 where there is none.
  private static func distance(_ rate: Double, _ level: Double) -> Double { level > 0 ? abs(rate / level - 1) : 0 }

  /// Whether two levels are of different states.
  static func isOther(_ first: CanaryReading, _ second: CanaryReading) -> Bool {
    !isNear(first, second) || !isNear(second, first)
  }

  /// What levels of two runs can differ by while nothing has changed, as fractions.
  private static let resolutions = CanaryReading(flopsPerS: 0.02, cacheBytesPerS: 0.03, memoryBytesPerS: 0.05)

  /// What two levels differ by. Work that stays in caches goes with their rate: a difference of that size is the host's.
  static func change(_ first: CanaryReading, _ second: CanaryReading) -> HostChange {
    func seen(_ one: Double, _ other: Double, beyond resolution: Double) -> Double {
      [distance(one, other), distance(other, one)].filter { $0 > resolution }.max() ?? 0
    }
    return HostChange(
      flops: seen(first.flopsPerS, second.flopsPerS, beyond: resolutions.flopsPerS),
      cache: seen(first.cacheBytesPerS, second.cacheBytesPerS, beyond: resolutions.cacheBytesPerS),
      memory: seen(first.memoryBytesPerS, second.memoryBytesPerS, beyond: resolutions.memoryBytesPerS))
  }
}
