import CPlatform

/// Data caches on the path from one core to memory, in bytes; nil when the host does not tell.
public struct HostCaches: Sendable, Equatable {
  public let firstLevel: Int?
  public let secondLevel: Int?
  public let thirdLevel: Int?
  public let line: Int?

  init(_ caches: cplatform_caches) {
    firstLevel = caches.l1_data.known
    secondLevel = caches.l2.known
    thirdLevel = caches.l3.known
    line = caches.line.known
  }
}
