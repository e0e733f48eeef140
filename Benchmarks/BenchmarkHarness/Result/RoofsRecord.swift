import Leontief

/// The roofs of the host as documents show them: what a team of so many threads can do at best, as it was measured.
public struct RoofsRecord: Codable, Sendable, Equatable {
  public var threads: Int
  /// Multiply-adds on registers, with the widest vectors.
  public var doubleFlopsPerS: Double
  public var singleFlopsPerS: Double
  /// Reading.
  public var memoryBytesPerS: Double
  /// The smallest first: what the team's caches of one level hold together, and reading half of that over and over.
  public var caches: [Cache]

  public struct Cache: Codable, Sendable, Equatable {
    public var capacityBytes: Double
    public var bytesPerS: Double

    public init(capacityBytes: Double, bytesPerS: Double) {
      (self.capacityBytes, self.bytesPerS) = (capacityBytes, bytesPerS)
    }
  }

  public init(_ roofs: HostRoofs, threads: Int) {
    self.threads = threads
    doubleFlopsPerS = roofs.doubleFlops
    singleFlopsPerS = roofs.singleFlops
    memoryBytesPerS = roofs.memory
    caches = roofs.caches.map { Cache(capacityBytes: $0.capacity, bytesPerS: $0.bytes) }
  }

  /// Where work of a model that took so many seconds stands: max(flops / peak, bytes / rate) / seconds, with the bytes read at
  /// the rate of the smallest cache that holds them. Nil without work or time.
  ///
  /// Reference: Williams, Waterman and Patterson (2009), "Roofline", CACM 52(4).
  public func standing(flops: Double, bytes: Double, isSingle: Bool, seconds: Double) -> RooflineRecord? {
    let compute = flops / (isSingle ? singleFlopsPerS : doubleFlopsPerS)
    let cache = caches.first { bytes <= $0.capacityBytes }
    let traffic = bytes / (cache?.bytesPerS ?? memoryBytesPerS)
    guard seconds > 0, max(compute, traffic) > 0, max(compute, traffic).isFinite else { return nil }
    return RooflineRecord(
      bound: compute >= traffic ? .compute : cache == nil ? .memory : .cache, share: max(compute, traffic) / seconds)
  }
}

/// How near a cell is to its roof.
public struct RooflineRecord: Codable, Sendable, Equatable {
  public enum Bound: String, Codable, Sendable { case compute, memory, cache }

  public var bound: Bound
  /// A fraction. More than one says that the roofs were measured while the host was busier, that the model counts work that an
  /// engine does not do, or that cores are unequally fast: roofs are measured in equal parts, kernels share theirs in pieces.
  public var share: Double

  public init(bound: Bound, share: Double) { (self.bound, self.share) = (bound, share) }
}

extension RoofsRecord {
  /// Where a cell of a document stands; nil without a time, and for another number of threads.
  public func standing(_ cell: CellRecord) -> RooflineRecord? {
    guard let seconds = cell.stats?.median, cell.threads == threads else { return nil }
    // What is done again reads the same memory.
    return standing(
      flops: cell.model.flops, bytes: cell.model.bytesMin, isSingle: cell.params["dtype"] == .text("f32"),
      seconds: seconds / Double(cell.repetitions ?? 1))
  }
}

/// Why the roofs of a host are not known.
public struct RoofGap: Error, Equatable {
  public let reason: String

  public init(reason: String) { self.reason = reason }
}
