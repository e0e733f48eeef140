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
    // Documents of earlier versions do not have the rest.
    /// "Zen 5", "Arm Neoverse V1", and the numbers that tell it: vendor, family, model and stepping, or those of the MIDR.
    @Nullable public var microarchitecture: String?
    @Nullable public var identity: String?
    /// Logical processors of a core: two with SMT.
    @Nullable public var threadsPerCore: Int?
    @Nullable public var numaNodes: Int?
    @Nullable public var pageBytes: Int?
    /// Its own signature ("KVMKVMKVM"); null without one and on ARM64, where `machine` may tell.
    @Nullable public var hypervisor: String?
    /// Maker and product: the kind of instance in a cloud.
    @Nullable public var machine: String?
  }

  public struct Volatile: Codable, Sendable, Equatable {
    public var onlineProcessors: Int
    public var usableProcessors: Int
    @Nullable public var processorQuota: Int?
    @Nullable public var usableMemoryBytes: Int?
    @Nullable public var containerMemoryBytes: Int?
    // Documents of earlier versions do not have the rest.
    @Nullable public var governor: String?
    @Nullable public var frequencyDriver: String?
    @Nullable public var minHz: Double?
    @Nullable public var maxHz: Double?
    /// Of one core, as it was measured before the run.
    @Nullable public var measuredHz: Double?
    @Nullable public var boost: Bool?
    @Nullable public var transparentHugePages: String?
    @Nullable public var hugePages: Int?
    @Nullable public var kernel: String?
    @Nullable public var operatingSystem: String?
    @Nullable public var libc: String?
    @Nullable public var microcode: String?
    @Nullable public var clockSource: String?
    @Nullable public var container: String?
  }

  public init(
    _ processor: HostProcessor = .current, _ memory: HostMemory = .current, files: SystemFiles = SystemFiles()
  ) {
    stable = Stable(
      architecture: Self.architecture, processor: processor.name, features: processor.features,
      scalableVectorBits: processor.scalableVectorBits, cores: processor.cores, sockets: processor.sockets,
      l1DataBytes: processor.caches.firstLevel, l2Bytes: processor.caches.secondLevel,
      l3Bytes: processor.caches.thirdLevel, memoryBytes: memory.total,
      microarchitecture: processor.identity.microarchitecture, identity: processor.identity.text,
      threadsPerCore: processor.cores.map { max(1, processor.onlineProcessors / max($0, 1)) }, pageBytes: HostBuild.pageBytes,
      hypervisor: processor.hypervisor)
    volatile = Volatile(
      onlineProcessors: processor.onlineProcessors, usableProcessors: processor.usableProcessors,
      processorQuota: processor.processorQuota, usableMemoryBytes: memory.usable,
      containerMemoryBytes: memory.containerLimit, measuredHz: HostClock.measure(), libc: HostBuild.libraryVersion)
    fingerprintHash = ""
    add(files)
    fingerprintHash = Self.hash(stable)
  }

  /// Cores that the process could use: not all of the host's where it was kept to some of its processors. Nil where the host does
  /// not tell, and where threads may have shared a core because only a part of a core's processors could be used.
  public var coresUsed: Int? {
    guard let cores = stable.cores, cores > 0, volatile.usableProcessors > 0 else { return nil }
    let isWhole = volatile.usableProcessors >= volatile.onlineProcessors
    return isWhole || volatile.onlineProcessors <= cores ? min(cores, volatile.usableProcessors) : nil
  }

  /// Cores on which so many threads can be, one on each as long as there are any.
  public func cores(threads: Int) -> Int? { coresUsed.map { min($0, threads) } }

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
    addLater(stable, to: &hash)
    return hash.text
  }

  /// What documents of earlier versions do not have, and their hashes neither.
  private static func addLater(_ stable: Stable, to hash: inout ContentHash) {
    let texts = [stable.microarchitecture, stable.identity, stable.hypervisor, stable.machine]
    let numbers = [stable.threadsPerCore, stable.numaNodes, stable.pageBytes]
    guard texts.contains(where: { $0 != nil }) || numbers.contains(where: { $0 != nil }) else { return }
    for text in texts {
      hash.add(text ?? "")
      hash.add(0)
    }
    hash.add(numbers.map { $0 ?? 0 })
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
