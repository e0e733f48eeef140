import Kernels
import Testing

@Suite struct HostRoofsTests {
  private let roofs = HostRoofs(
    doubleFlops: 1, singleFlops: 2, memory: 3, caches: [.init(capacity: 100, bytes: 5), .init(capacity: 10, bytes: 9)])

  @Test(arguments: [(0.0, 10.0), (10, 10), (10.5, 100), (100, 100)])
  func theSmallestCacheThatHoldsIt(_ size: Double, _ capacity: Double) {
    #expect(roofs.cache(holding: size)?.capacity == capacity)
  }

  @Test(arguments: [100.5, .infinity, .nan]) func memoryHoldsTheRest(_ size: Double) {
    #expect(roofs.cache(holding: size) == nil)
  }

  @Test(arguments: [(1.0, false), (1.49, false), (1.5, true), (2, true), (2.6, true), (2.7, false), (.nan, false)])
  func peaksOfOneProcessorAreTwoToOne(_ single: Double, _ isLikely: Bool) {
    #expect(HostRoofs(doubleFlops: 1, singleFlops: single, memory: 1).isLikely == isLikely)
  }

  /// Two dies of 32 MB and eight cores of 1 MB each; a host that tells less counts one of each.
  @Test func cachesOfATeam() {
    let caches = HostCaches(secondLevel: 1 << 20, thirdLevel: 32 << 20, thirdLevelDomains: 2)
    #expect(caches.levels(threads: 1, cores: 16) == [1 << 20, 32 << 20])
    #expect(caches.levels(threads: 2, cores: 16) == [2 << 20, 64 << 20])
    #expect(caches.levels(threads: 32, cores: 16) == [16 << 20, 64 << 20])
    #expect(HostCaches(secondLevel: 1 << 20, thirdLevel: 32 << 20).levels(threads: 4, cores: nil) == [4 << 20, 32 << 20])
    #expect(HostCaches(secondLevel: 1 << 20).levels(threads: 3, cores: 8) == [3 << 20])
    #expect(HostCaches().levels(threads: 3, cores: 8).isEmpty)
    // 96 cores of 2 MB each share 36 MB.
    let manyCores = HostCaches(secondLevel: 2 << 20, thirdLevel: 36 << 20, thirdLevelDomains: 1)
    #expect(manyCores.largest(threads: 96, cores: 96) == 192 << 20 && manyCores.largest(threads: 2, cores: 96) == 36 << 20)
  }
}

/// The measurement, with probes that say what a host would.
@Suite struct HostRoofsMeasurementTests {
  /// A host that is as fast as `speed` says in a round, beginning with 0.
  private final class Host: RoofProbes {
    let speed: (Int, RoofProbe) -> Double
    private(set) var rounds = 0
    private(set) var asked: [RoofProbe] = []
    private(set) var pauses: [Double] = []

    init(_ speed: @escaping (Int, RoofProbe) -> Double) { self.speed = speed }

    func rate(_ probe: RoofProbe) -> Double {
      asked.append(probe)
      return speed(rounds, probe)
    }

    func pause(seconds: Double) {
      rounds += 1
      pauses.append(seconds)
    }
  }

  private static func quiet(_ probe: RoofProbe) -> Double {
    switch probe {
    case .double: 100
    case .single: 200
    case .memory: 10
    case .cache(let bytes): bytes > 1 << 20 ? 30 : 60
    }
  }

  /// Every probe has its turn in every round, and time passes between rounds. A level of 60 kB is left out.
  @Test func aQuietHostTakesFiveRounds() throws {
    let host = Host { _, probe in Self.quiet(probe) }
    let roofs = try #require(HostRoofs.measure(host, levels: [60_000, 2 << 20, 32 << 20]))
    #expect(
      roofs
        == HostRoofs(
          doubleFlops: 100, singleFlops: 200, memory: 10,
          caches: [.init(capacity: 0x1p21, bytes: 60), .init(capacity: 0x1p25, bytes: 30)]))
    let turn: [RoofProbe] = [.double, .single, .memory, .cache(bytes: 1 << 20), .cache(bytes: 16 << 20)]
    #expect(host.asked == Array(repeating: turn, count: 5).flatMap(\.self))
    #expect(host.pauses.count == 4 && host.pauses.allSatisfy { $0 > 0 })
  }

  /// In each round another probe is undisturbed.
  @Test func theBestSampleOfEachProbeCounts() throws {
    let order: [RoofProbe] = [.double, .single, .memory, .cache(bytes: 1 << 20)]
    let host = Host { round, probe in (order.firstIndex(of: probe) == round ? 1 : 0.3) * Self.quiet(probe) }
    let roofs = try #require(HostRoofs.measure(host, levels: [2 << 20]))
    #expect(roofs == HostRoofs(doubleFlops: 100, singleFlops: 200, memory: 10, caches: [.init(capacity: 0x1p21, bytes: 60)]))
  }

  /// The processor works for others through the usual rounds, in single precision or in double.
  @Test(arguments: [RoofProbe.single, .double]) func aBusyHostIsMeasuredOn(_ disturbed: RoofProbe) throws {
    let host = Host { round, probe in (probe == disturbed && round < 9 ? 0.5 : 1) * Self.quiet(probe) }
    let roofs = try #require(HostRoofs.measure(host, levels: []))
    #expect(roofs.doubleFlops == 100 && roofs.singleFlops == 200)
    #expect(host.rounds == 9)
  }

  @Test func aHostThatIsNeverQuietHasNoRoofs() {
    let host = Host { _, probe in probe == .single ? 149 : Self.quiet(probe) }
    #expect(HostRoofs.measure(host, levels: []) == nil)
    #expect(host.rounds == 19)
  }

  /// A cache that is read no faster than memory has that roof.
  @Test func noCacheIsSlowerThanMemory() throws {
    let host = Host { _, probe in if case .cache = probe { 4 } else { Self.quiet(probe) } }
    #expect(try #require(HostRoofs.measure(host, levels: [1 << 20])).caches.map(\.bytes) == [10])
  }

  /// Each probe of this host by itself, however busy it is.
  @Test(arguments: [1, 2]) func everyProbeTellsARate(_ threads: Int) throws {
    let probes = try #require(TeamProbes(Team(threads: threads)))
    let all: [RoofProbe] = [.double, .single, .memory, .cache(bytes: 1 << 20)]
    for probe in all { #expect(probes.sample(probe).isFinite && probes.sample(probe) > 1e6, "\(probe)") }
  }

  /// Memory that was never read undisturbed has no rate.
  @Test func whatIsNeverUndisturbedHasNoRoofs() {
    let host = Host { _, probe in probe == .memory ? 0 : Self.quiet(probe) }
    #expect(HostRoofs.measure(host, levels: [1 << 20]) == nil)
    #expect(host.rounds == 19)
  }

  /// The probes of this host, which may be busy.
  @Test(arguments: [1, 2]) func whatThisHostTellsCanBeDividedBy(_ threads: Int) {
    guard let roofs = HostRoofs.measure(Team(threads: threads)) else { return }
    let rates = [roofs.doubleFlops, roofs.singleFlops, roofs.memory] + roofs.caches.map(\.bytes)
    #expect(rates.allSatisfy { $0.isFinite && $0 > 0 } && roofs.isLikely)
    #expect(roofs.caches.map(\.capacity) == roofs.caches.map(\.capacity).sorted())
  }
}
