import Leontief

/// The roofs of a host as documents show them.
public struct HostRoofsDocument: Encodable, Sendable {
  public let doubleGigaflopsPerSecond: Double
  public let singleGigaflopsPerSecond: Double
  public let memoryGigabytesPerSecond: Double
  /// The smallest first.
  public let caches: [Cache]

  public struct Cache: Encodable, Sendable {
    public let capacityBytes: Double
    public let gigabytesPerSecond: Double
  }

  public init(_ roofs: HostRoofs) {
    doubleGigaflopsPerSecond = roofs.doubleFlops * 1e-9
    singleGigaflopsPerSecond = roofs.singleFlops * 1e-9
    memoryGigabytesPerSecond = roofs.memory * 1e-9
    caches = roofs.caches.map { Cache(capacityBytes: $0.capacity, gigabytesPerSecond: $0.bytes * 1e-9) }
  }

  /// One line.
  public var text: String {
    let levels = caches.map { ", \($0.gigabytesPerSecond.shortText) GB/s from \(Int($0.capacityBytes).byteText) of cache" }
    return "roofs: \(doubleGigaflopsPerSecond.shortText) GFLOP/s double, \(singleGigaflopsPerSecond.shortText) single, "
      + "\(memoryGigabytesPerSecond.shortText) GB/s from memory" + levels.joined()
  }
}
