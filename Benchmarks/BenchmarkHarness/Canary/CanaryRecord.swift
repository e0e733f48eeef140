/// The canary's readings through a run, in the order in which they were taken.
public struct CanaryRecord: Codable, Sendable, Equatable {
  public var flopsPerS: [Double]
  public var cacheBytesPerS: [Double]
  public var memoryBytesPerS: [Double]
  /// The state in which the host was for most of the run: medians of the readings like each other.
  public var levelFlopsPerS: Double
  public var levelCacheBytesPerS: Double
  public var levelMemoryBytesPerS: Double
  /// The share of readings in another state.
  public var disturbed: Double
  /// Whether each reading shows the usual state: found once, by the square of their number, and asked for every cell.
  private let isUsual: [Bool]

  private enum CodingKeys: CodingKey {
    case flopsPerS, cacheBytesPerS, memoryBytesPerS, levelFlopsPerS, levelCacheBytesPerS, levelMemoryBytesPerS, disturbed
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    flopsPerS = try container.decode([Double].self, forKey: .flopsPerS)
    cacheBytesPerS = try container.decode([Double].self, forKey: .cacheBytesPerS)
    memoryBytesPerS = try container.decode([Double].self, forKey: .memoryBytesPerS)
    levelFlopsPerS = try container.decode(Double.self, forKey: .levelFlopsPerS)
    levelCacheBytesPerS = try container.decode(Double.self, forKey: .levelCacheBytesPerS)
    levelMemoryBytesPerS = try container.decode(Double.self, forKey: .levelMemoryBytesPerS)
    disturbed = try container.decode(Double.self, forKey: .disturbed)
    isUsual = HostState(Self.readings(flopsPerS, cacheBytesPerS, memoryBytesPerS)).isUsual
  }

  public init(_ readings: [CanaryReading]) {
    let state = HostState(readings)
    isUsual = state.isUsual
    flopsPerS = readings.map(\.flopsPerS)
    cacheBytesPerS = readings.map(\.cacheBytesPerS)
    memoryBytesPerS = readings.map(\.memoryBytesPerS)
    levelFlopsPerS = state.level.flopsPerS
    levelCacheBytesPerS = state.level.cacheBytesPerS
    levelMemoryBytesPerS = state.level.memoryBytesPerS
    disturbed = readings.isEmpty ? 0 : Double(state.isUsual.count { !$0 }) / Double(readings.count)
  }

  /// Readings of several processes in their order.
  public init(parts: [CanaryRecord]) { self.init(parts.flatMap(\.readings)) }

  /// As far as all three series go.
  public var readings: [CanaryReading] { Self.readings(flopsPerS, cacheBytesPerS, memoryBytesPerS) }

  private static func readings(_ flops: [Double], _ cache: [Double], _ memory: [Double]) -> [CanaryReading] {
    zip(flops, zip(cache, memory)).map { CanaryReading(flopsPerS: $0, cacheBytesPerS: $1.0, memoryBytesPerS: $1.1) }
  }

  public var level: CanaryReading {
    CanaryReading(flopsPerS: levelFlopsPerS, cacheBytesPerS: levelCacheBytesPerS, memoryBytesPerS: levelMemoryBytesPerS)
  }

  /// Whether the host was in another state around samples, by the numbers of the readings before them: then or at the next one.
  public func areDisturbed(after numbers: [Int]) -> [Bool] {
    numbers.map { number in [number, number + 1].contains { isUsual.indices.contains($0) && !isUsual[$0] } }
  }
}
