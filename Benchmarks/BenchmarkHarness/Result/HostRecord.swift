import Leontief

/// The host: what stays the same and is hashed, and what depends on the day.
public struct HostRecord: Codable, Sendable, Equatable {
  public var fingerprintHash: String
  public var stable: Stable
  public var volatile: Volatile

  public struct Stable: Codable, Sendable, Equatable {
    public var architecture: String
    public var processor: String
    public var features: [String]
    @Nullable public var scalableVectorBits: Int?
    @Nullable public var cores: Int?
    @Nullable public var sockets: Int?
    @Nullable public var l1DataBytes: Int?
    @Nullable public var l2Bytes: Int?
    @Nullable public var l3Bytes: Int?
    @Nullable public var memoryBytes: Int?
  }

  public struct Volatile: Codable, Sendable, Equatable {
    public var onlineProcessors: Int
    public var usableProcessors: Int
    @Nullable public var processorQuota: Int?
    @Nullable public var usableMemoryBytes: Int?
    @Nullable public var containerMemoryBytes: Int?
  }

  public init(_ processor: HostProcessor = .current, _ memory: HostMemory = .current) {
    stable = Stable(
      architecture: Self.architecture, processor: processor.name, features: processor.features,
      scalableVectorBits: processor.scalableVectorBits, cores: processor.cores, sockets: processor.sockets,
      l1DataBytes: processor.caches.firstLevel, l2Bytes: processor.caches.secondLevel,
      l3Bytes: processor.caches.thirdLevel, memoryBytes: memory.total)
    volatile = Volatile(
      onlineProcessors: processor.onlineProcessors, usableProcessors: processor.usableProcessors,
      processorQuota: processor.processorQuota, usableMemoryBytes: memory.usable,
      containerMemoryBytes: memory.containerLimit)
    fingerprintHash = Self.hash(stable)
  }

  /// Cores that the process could use: not all of the host's where it was kept to some of its processors. Nil where the host does
  /// not tell, and where threads may have shared a core because only a part of a core's processors could be used.
  public var coresUsed: Int? {
    guard let cores = stable.cores, cores > 0, volatile.usableProcessors > 0 else { return nil }
    let isWhole = volatile.usableProcessors >= volatile.onlineProcessors
    return isWhole || volatile.onlineProcessors <= cores ? min(cores, volatile.usableProcessors) : nil
  }

  static func hash(_ stable: Stable) -> String {
    var hash = ContentHash()
    for text in [stable.architecture, stable.processor] + stable.features {
      hash.add(text)
      hash.add(0)
    }
    hash.add(
      [
        stable.scalableVectorBits, stable.cores, stable.sockets, stable.l1DataBytes, stable.l2Bytes, stable.l3Bytes,
        stable.memoryBytes,
      ].map { $0 ?? 0 })
    return hash.text
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "unknown"
    #endif
  }
}
