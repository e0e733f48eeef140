import BenchmarkHarness
import Leontief
import TestSupport
import Testing

@Suite struct HostConditionsTests {
  private static let calm: LoadTrial = {
    var load = LoadTrial(team: Team(threads: 1), clock: FakeClock())
    (load.othersShare, load.stolenShare, load.throttledPeriods, load.coolings) = (0, 0, 0, 0)
    (load.firstRate, load.lastRate, load.timer) = (1e9, 1e9, ClockQuality(FakeClock()))
    return load
  }()

  /// A host with nothing to object to.
  private static func good() -> HostConditions {
    var host = HostRecord()
    host.volatile.governor = "performance"
    host.volatile.transparentHugePages = "madvise"
    (host.volatile.processorQuota, host.volatile.onlineProcessors, host.volatile.usableProcessors) = (nil, 2, 2)
    (host.stable.threadsPerCore, host.stable.features, host.volatile.usableMemoryBytes) = (1, ["avx2"], 8 << 30)
    var engine = TestEngines.swift.description
    (engine.threads, engine.path) = (2, "/lib/libopenblas.so.0")
    return HostConditions(
      host: host, environment: [:], isEmulated: false, isDebugBuild: false, sanitizer: nil, openMPFailure: nil, engines: [engine],
      load: calm)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let weight: HostObjection.Weight
    let part: String
    let change: @Sendable (inout HostConditions) -> Void
    var testDescription: String { id }

    init(
      _ id: String, _ weight: HostObjection.Weight, _ part: String, _ change: @escaping @Sendable (inout HostConditions) -> Void
    ) {
      (self.id, self.weight, self.part, self.change) = (id, weight, part, change)
    }
  }

  static let ofProgram: [Case] = [
    Case("emulation", .spoils, "emulator") { $0.isEmulated = true },
    Case("debug-build", .spoils, "debug build") { $0.isDebugBuild = true },
    Case("sanitizer", .spoils, "address sanitizer") { $0.sanitizer = "address" },
    Case("forced-kernels", .spoils, "OPENBLAS_CORETYPE=Zen") { $0.environment = ["OPENBLAS_CORETYPE": "Zen"] },
    Case("variable", .note, "OMP_NUM_THREADS=1") { $0.environment = ["OMP_NUM_THREADS": "1"] },
    Case("generic-kernels", .spoils, "core type Prescott") { $0.engines[0].coreType = "Prescott" },
    Case("few-threads", .spoils, "has 1 of 2 usable") { $0.engines[0].threads = 1 },
    Case("no-openmp", .spoils, "no runtime at all") { $0.openMPFailure = "no runtime at all" },
    Case("no-blas", .note, "no BLAS library") { $0.engines[0].path = nil },
  ]

  static let ofHost: [Case] = [
    Case("governor", .spoils, "powersave") { $0.host.volatile.governor = "powersave" },
    Case("quota", .spoils, "2 of 8 processors") { ($0.host.volatile.processorQuota, $0.host.volatile.onlineProcessors) = (2, 8) },
    Case("affinity", .note, "2 of 8 processors") { $0.host.volatile.onlineProcessors = 8 },
    Case("smt", .note, "2 threads share a core") { $0.host.stable.threadsPerCore = 2 },
    Case("huge-pages", .spoils, "are off") { $0.host.volatile.transparentHugePages = "never" },
    Case("memory", .note, "1024 MiB") { $0.host.volatile.usableMemoryBytes = 1 << 30 },
    Case("busy", .spoils, "25.0 %") { $0.load.othersShare = 0.25 },
    Case("steal", .spoils, "2.0 %") { $0.load.stolenShare = 0.02 },
    Case("throttling", .spoils, "3 periods") { $0.load.throttledPeriods = 3 },
    Case("heat", .spoils, "7 times") { $0.load.coolings = 7 },
    Case("slowing", .spoils, "fell by 20.0 %") { $0.load.lastRate = 0.8e9 },
  ]

  @Test func aGoodHost() { #expect(Self.good().objections == []) }

  @Test(arguments: ofProgram + ofHost) func oneThingAtATime(_ item: Case) {
    var conditions = Self.good()
    item.change(&conditions)
    let found = conditions.objections
    #expect(found.map(\.id) == [item.id], "\(found)")
    #expect(found.first?.weight == item.weight && found.first?.sentence.contains(item.part) == true, "\(found)")
    #expect(found.first?.cure.isEmpty == false)
  }

  @Test func whatSpoilsComesFirst() {
    var conditions = Self.good()
    conditions.host.stable.threadsPerCore = 2
    conditions.load.coolings = 1
    #expect(conditions.objections.map(\.id) == ["heat", "smt"])
  }

  /// A little of everything is no reason to stop, and what is not told neither.
  @Test func littleIsNoObjection() {
    var conditions = Self.good()
    (conditions.load.othersShare, conditions.load.stolenShare, conditions.load.lastRate) = (0.04, 0.009, 0.95e9)
    #expect(conditions.objections == [])
    (conditions.load.othersShare, conditions.load.stolenShare) = (nil, nil)
    (conditions.load.throttledPeriods, conditions.load.coolings, conditions.host.volatile.governor) = (nil, nil, nil)
    conditions.environment = ["OPENBLAS_CORETYPE": "", "OMP_PLACES": ""]
    #expect(conditions.objections == [])
  }

  @Test func aTrialOfLoad() {
    let load = LoadTrial(team: TestEngines.swift.team)
    #expect(load.firstRate > 0 && load.lastRate > 0)
    for share in [load.othersShare, load.stolenShare].compactMap(\.self) { #expect((0...1).contains(share)) }
  }
}
