/// The roofs under which all work of a team of threads stands, as they were measured: multiplying and adding with the widest
/// vectors of the processor, and reading.
///
/// Reference: Williams, Waterman and Patterson (2009), "Roofline", CACM 52(4).
public struct HostRoofs: Sendable, Equatable {
  /// Flops a second on registers alone.
  public let doubleFlops: Double
  public let singleFlops: Double
  /// Bytes a second read from memory.
  public let memory: Double
  /// Shared and private caches, the smallest first. The first level is left out: what it holds is read faster than threads
  /// are started.
  public let caches: [Cache]

  /// Bytes that the team's caches of one level hold together, and bytes a second read from them.
  public struct Cache: Sendable, Equatable {
    public let capacity: Double
    public let bytes: Double

    public init(capacity: Double, bytes: Double) {
      self.capacity = capacity
      self.bytes = bytes
    }
  }

  public init(doubleFlops: Double, singleFlops: Double, memory: Double, caches: [Cache] = []) {
    self.doubleFlops = doubleFlops
    self.singleFlops = singleFlops
    self.memory = memory
    self.caches = caches.sorted { $0.capacity < $1.capacity }
  }

  /// Vectors hold twice as many elements of single precision. Peaks that are not nearly as far apart were measured while the
  /// processor worked for others, and flatter what is held against them.
  public static let likelyRatio = 1.5...8.0 / 3

  /// Whether both peaks can be those of one processor that had nothing else to do.
  public var isLikely: Bool { memory > 0 && Self.likelyRatio.contains(singleFlops / doubleFlops) }

  /// The smallest cache that holds so many bytes; nil when only memory does.
  public func cache(holding size: Double) -> Cache? { caches.first { size <= $0.capacity } }
}
