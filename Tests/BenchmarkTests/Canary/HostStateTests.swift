import BenchmarkHarness
import TestSupport
import Testing

/// What a canary's readings say of the host.
@Suite struct HostStateTests {
  private static func reading(_ flops: Double, _ cache: Double, _ memory: Double) -> CanaryReading {
    CanaryReading(flopsPerS: flops, cacheBytesPerS: cache, memoryBytesPerS: memory)
  }

  private let usual = reading(100, 50, 20)

  @Test func mostReadingsAreTheState() {
    // Two of six: another die for memory, a neighbour on the processor.
    let readings = [usual, Self.reading(101, 51, 40), usual, Self.reading(60, 50, 20), Self.reading(98, 48, 21), usual]
    let record = CanaryRecord(readings)
    #expect(record.level == usual && record.disturbed == 2.0 / 6)
    #expect(record.areDisturbed(after: [0, 1, 2, 3, 4]) == [true, true, true, true, false])
    #expect(record.readings == readings)
  }

  /// Not the fastest and not the median: three states, of which the slowest has the most readings.
  @Test func neitherTheFastestNorTheMedian() {
    let rates: [Double] = [100, 100, 100, 100, 160, 161, 230, 231, 232]
    #expect(CanaryRecord(rates.map { Self.reading($0, 50, 20) }).level.flopsPerS == 100)
    // Of two states with as many readings the faster.
    #expect(CanaryRecord([90, 91, 150, 151].map { Self.reading($0, 50, 20) }).level.flopsPerS == 150.5)
  }

  @Test func withoutReadings() {
    let record = CanaryRecord([])
    #expect(
      record.disturbed == 0 && record.level == Self.reading(0, 0, 0) && record.areDisturbed(after: [0, 7]) == [false, false])
  }

  /// Beyond the cores' own caches and within the shared one: two processors of a server of 2026, and all 96 of one.
  @Test func theCacheThatIsRead() {
    let sizes: [(levels: [Int], expected: Int)] = [
      ([], 8), ([2], 8), ([2, 32], 8), ([96, 384], 192), ([8, 256], 64), ([128, 32], 16),
    ]
    for (levels, expected) in sizes {
      #expect(CanaryReading.cacheBytes(levels.map { $0 << 20 }) == expected << 20, "\(levels)")
    }
  }

  /// A canary of this machine does its work.
  @Test func aCanaryOfThisHost() throws {
    let engine = TestEngines.swift
    let canary = try #require(HostCanary(engine, clock: SystemClock()))
    let reading = canary.measure()
    #expect(reading.flopsPerS > 0 && reading.cacheBytesPerS > 0 && reading.memoryBytesPerS > 0)
    #expect(canary.engine == engine.description)
  }
}
