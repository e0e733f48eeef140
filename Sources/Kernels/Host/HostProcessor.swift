import CPlatform

/// The processor this program runs on and how much of it the process may use.
public struct HostProcessor: Sendable, Equatable {
  /// The brand ("AMD EPYC 9654"), or implementer and part on ARM64; empty when the host does not tell.
  public let name: String
  public let identity: ProcessorIdentity
  /// How the hypervisor signs itself ("KVMKVMKVM"); nil without one and on ARM64, where the processor does not tell.
  public let hypervisor: String?
  /// Instruction-set extensions the processor has and the operating system supports: "avx2", "sve2", …
  public let features: [String]
  /// Bits of an SVE vector; nil without SVE.
  public let scalableVectorBits: Int?
  public let caches: HostCaches
  /// Logical processors that are online.
  public let onlineProcessors: Int
  /// Logical processors this process may use: its affinity mask and the container's quota.
  public let usableProcessors: Int
  /// The container's limit in processors; nil without one.
  public let processorQuota: Int?
  /// Cores and sockets of the host; nil when it does not tell.
  public let cores: Int?
  public let sockets: Int?

  /// What the host says now.
  public static var current: HostProcessor { HostProcessor() }

  /// What does not change is asked of the processor once.
  static let brandName = text(cplatform_processor_name)
  private static let identityOnce = ProcessorIdentity(cplatform_get_identity())
  private static let signature = text(cplatform_hypervisor)

  /// Whether a program translates every instruction (QEMU's TCG): what is measured then is no processor's speed.
  public static var isEmulated: Bool { cplatform_is_emulated() }

  private init() {
    let processors = cplatform_get_processors()
    let features = cplatform_get_features()
    name = Self.brandName
    identity = Self.identityOnce
    hypervisor = Self.signature.isEmpty ? nil : Self.signature
    self.features = Self.names(features)
    scalableVectorBits = features.sve_vector_bits.known
    caches = HostCaches(HostCaches.ofOneCore, thirdLevelDomains: cplatform_l3_domains())
    onlineProcessors = max(1, Int(processors.online))
    usableProcessors = max(1, Int(processors.usable))
    processorQuota = processors.quota.known
    cores = processors.cores.known
    sockets = processors.sockets.known
  }

  private static func text(_ ask: (UnsafeMutablePointer<CChar>?, Int) -> Int) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    _ = ask(&buffer, buffer.count)
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func names(_ features: cplatform_features) -> [String] {
    let all: [(String, Bool)] = [
      ("sse2", features.sse2), ("avx2", features.avx2), ("fma", features.fma), ("avx512f", features.avx512f),
      ("avx512dq", features.avx512dq), ("avx512bw", features.avx512bw), ("avx512vl", features.avx512vl),
      ("neon", features.neon), ("sve", features.sve), ("sve2", features.sve2),
    ]
    return all.filter(\.1).map(\.0)
  }
}

extension FixedWidthInteger {
  /// The shims say 0 for what the host does not tell.
  var known: Int? { self > 0 ? Int(self) : nil }
}
