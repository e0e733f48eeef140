import CPlatform

/// Data caches on the path from one core to memory, in bytes; nil when the host does not tell.
public struct HostCaches: Sendable, Equatable {
  public let firstLevel: Int?
  public let secondLevel: Int?
  public let thirdLevel: Int?
  /// Caches of the third level that the processors this process may use have together.
  public let thirdLevelDomains: Int?
  public let line: Int?

  public init(
    firstLevel: Int? = nil, secondLevel: Int? = nil, thirdLevel: Int? = nil, thirdLevelDomains: Int? = nil, line: Int? = nil
  ) {
    self.firstLevel = firstLevel
    self.secondLevel = secondLevel
    self.thirdLevel = thirdLevel
    self.thirdLevelDomains = thirdLevelDomains
    self.line = line
  }

  /// What the system says of one core, asked once.
  static let ofOneCore = cplatform_get_caches()

  init(_ caches: cplatform_caches, thirdLevelDomains: Int32) {
    self.init(
      firstLevel: caches.l1_data.known, secondLevel: caches.l2.known, thirdLevel: caches.l3.known,
      thirdLevelDomains: thirdLevelDomains.known, line: caches.line.known)
  }

  /// What the second and third levels of a team hold together, as far as the host tells: each core has a second level of its
  /// own, and threads are spread over the dies.
  public func levels(threads: Int, cores: Int?) -> [Int] {
    let second = secondLevel.map { $0 * min(threads, cores ?? threads) }
    let third = thirdLevel.map { $0 * min(threads, thirdLevelDomains ?? 1) }
    return [second, third].compactMap(\.self)
  }

  /// The most that one level of a team holds.
  public func largest(threads: Int, cores: Int?) -> Int? { levels(threads: threads, cores: cores).max() }
}

extension HostProcessor {
  /// What the level that holds the most of a team's caches holds, which need not be the last: many cores with caches of their own
  /// may have more than they share. Nil when the host does not tell.
  public func lastLevel(threads: Int) -> Int? {
    caches.largest(threads: min(threads, onlineProcessors), cores: cores)
  }

  /// Bytes of an array of which hardly anything is in a cache: four times what caches hold, as STREAM wants it, and 128 MiB at
  /// least, since not every host tells its caches.
  static let bytesBeyondCaches = max(128 << 20, 4 * (current.lastLevel(threads: .max) ?? 0))
}
