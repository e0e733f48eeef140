import CPlatform

/// Memory of the host and of this process, in bytes.
public struct HostMemory: Sendable, Equatable {
  /// Installed; nil when the host does not tell.
  public let total: Int?
  /// Available without swapping, on the whole host.
  public let available: Int?
  /// The container's limit; nil without one.
  public let containerLimit: Int?
  /// The limit on this process's address space; nil without one.
  public let addressSpaceLimit: Int?
  /// What a new allocation may take: the least room under all of these. Nil when the host tells nothing.
  public let usable: Int?

  /// What the host says now.
  public static var current: HostMemory { HostMemory() }

  /// The largest resident set of this process so far; nil when the host does not tell.
  public static var peakResidentBytes: Int? { cplatform_peak_resident_bytes().known }

  private init() {
    let memory = cplatform_get_memory()
    total = memory.total.known
    available = memory.available.known
    containerLimit = memory.cgroup_limit.known
    addressSpaceLimit = memory.address_space_limit.known
    usable = memory.usable.known
  }
}
