import Leontief

/// Everything that decides whether times measured here are those of the host.
public struct HostConditions: Sendable {
  public var host: HostRecord
  public var environment: [String: String]
  public var isEmulated: Bool
  public var isDebugBuild: Bool
  public var sanitizer: String?
  /// Why there is no OpenMP runtime; nil where there is one.
  public var openMPFailure: String?
  /// Those that would be measured.
  public var engines: [EngineDescription]
  public var load: LoadTrial

  public init(
    host: HostRecord = HostRecord(), environment: [String: String] = EnvironmentRecord.current,
    isEmulated: Bool = HostProcessor.isEmulated, isDebugBuild: Bool = Suitability.isDebugBuild,
    sanitizer: String? = HostBuild.sanitizer, openMPFailure: String? = HostConditions.openMPFailureHere,
    engines: [EngineDescription], load: LoadTrial
  ) {
    (self.host, self.environment, self.isEmulated, self.isDebugBuild) = (host, environment, isEmulated, isDebugBuild)
    (self.sanitizer, self.openMPFailure, self.engines, self.load) = (sanitizer, openMPFailure, engines, load)
  }

  public static var openMPFailureHere: String? {
    Team.runtime == "none" ? Team.runtimeFailure ?? "no OpenMP runtime was found" : nil
  }

  /// What spoils times first.
  public var objections: [HostObjection] {
    let load = [busy, stolen, throttled, cooling, slowing, timer].compactMap(\.self)
    let all = program + variables + kernels + processor + memory + load
    return all.filter { $0.weight == .spoils } + all.filter { $0.weight == .note }
  }

  private var program: [HostObjection] {
    var found: [HostObjection] = []
    if isEmulated {
      found.append(
        HostObjection(
          "emulation", .spoils, "an emulator translates every instruction: no time is a processor's",
          cure: "run the program for this processor, without qemu"))
    }
    if isDebugBuild {
      found.append(
        HostObjection("debug-build", .spoils, "this is a debug build, tens of times slower", cure: "swift build -c release"))
    }
    if let sanitizer {
      found.append(
        HostObjection(
          "sanitizer", .spoils, "built with the \(sanitizer) sanitizer, which checks every access to memory",
          cure: "build without --sanitize"))
    }
    return found
  }

  /// Variables that force kernels, and those that keep threads from cores.
  private var variables: [HostObjection] {
    let forcing = ["OPENBLAS_CORETYPE", "BLIS_ARCH_TYPE", "MKL_ENABLE_INSTRUCTIONS", "LEONTIEF_ISA"]
    let binding = [
      "GOMP_CPU_AFFINITY", "KMP_AFFINITY", "OMP_PROC_BIND", "OMP_PLACES", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
      "LEONTIEF_NUM_THREADS", "LD_PRELOAD",
    ]
    let forced = set(forcing).map { name, value in
      HostObjection(
        "forced-kernels", .spoils, "\(name)=\(value) forces the kernels of a processor type", cure: "unset \(name)")
    }
    let bound = set(binding).map { name, value in
      HostObjection(
        "variable", .note, "\(name)=\(value) changes what libraries or their threads do",
        cure: "unset \(name) unless results are to show just that")
    }
    return forced + bound
  }

  /// Those of the variables that have a value.
  private func set(_ names: [String]) -> [(name: String, value: String)] {
    names.compactMap { name in environment[name].flatMap { $0.isEmpty ? nil : (name: name, value: $0) } }
  }

  private var kernels: [HostObjection] {
    var found: [HostObjection] = []
    for engine in engines {
      if let generic = Suitability.genericKernels(coreType: engine.coreType, features: host.stable.features) {
        found.append(
          HostObjection(
            "generic-kernels", .spoils, "\(engine.version) uses \(generic)",
            cure: "install an OpenBLAS with DYNAMIC_ARCH (apt-get install libopenblas0-pthread); see 'leontief-bench engines'"))
      }
      if engine.threads < host.volatile.usableProcessors {
        found.append(
          HostObjection(
            "few-threads", .spoils,
            "the engine \(engine.name) has \(engine.threads) of \(host.volatile.usableProcessors) usable processors",
            cure: openMPFailure == nil ? "unset LEONTIEF_NUM_THREADS" : "install an OpenMP runtime"))
      }
    }
    if let openMPFailure {
      found.append(
        HostObjection(
          "no-openmp", .spoils, "\(openMPFailure); the Swift kernels run on one thread",
          cure: "apt-get install libomp5 (or libgomp1), or name a runtime with LEONTIEF_OPENMP"))
    }
    if !engines.contains(where: { $0.path != nil }) {
      found.append(
        HostObjection(
          "no-blas", .note, "there is no BLAS library: the Swift kernels alone are measured",
          cure: "apt-get install libopenblas0-pthread"))
    }
    return found
  }
}
