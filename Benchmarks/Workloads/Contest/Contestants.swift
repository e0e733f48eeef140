import BenchmarkHarness
import Leontief

/// The contenders of the suites: the names cells know them by and the processes behind them.
public enum Contestants {
  /// The Swift kernels of the widest instruction set.
  public static let swift = "swift"
  /// OpenBLAS with the core type that is fastest here.
  public static let openblas = "openblas"
  /// OpenBLAS forced to its kernels for AVX2.
  public static let haswell = "openblas-haswell"
  public static let numpy = "numpy"
  public static let scipy = "scipy"

  /// The Swift kernels forced to an instruction set.
  public static func forced(_ set: InstructionSet) -> String { "swift-\(set.rawValue)" }

  /// Variables that choose a library's kernels are the contest's to set.
  private static let clean: [String: String?] = [
    "OPENBLAS_CORETYPE": nil, "OPENBLAS_L2_SIZE": nil, "OPENBLAS_VERBOSE": nil, "LEONTIEF_ISA": nil,
    "LEONTIEF_NUM_THREADS": nil,
  ]

  /// All of them. `tool` is this program's file; `coreType` the one to force on OpenBLAS, nil for its own choice.
  public static func all(tool: String, threads: Int, coreType: String?) -> [Contender] {
    let swiftKernels = engine("swift", tool: tool, threads: threads)
    let sets: [InstructionSet] = [.avx2, .sse2]
    return [
      swiftKernels, swiftKernels.renamed(ContestRunner<SystemClock>.roofContender, environment: [:]),
      openBLAS(openblas, tool: tool, threads: threads, coreType: coreType),
      openBLAS(haswell, tool: tool, threads: threads, coreType: "Haswell"),
      python(numpy, threads: threads), python(scipy, threads: threads),
    ]
      + sets.map { swiftKernels.renamed(forced($0), environment: ["LEONTIEF_ISA": $0.rawValue], identity: $0.title) }
  }

  /// Begins the names of contenders that only help to choose a core type.
  public static let coreTypePrefix = "core-type-"

  /// OpenBLAS as it chooses for itself, and with every core type that could be faster: one contender each.
  public static func coreTypes(tool: String, threads: Int) -> [Contender] {
    let names =
      InstructionSet.baseline == .sse2
      ? ["Haswell", "Zen", "SkylakeX", "Cooperlake", "SapphireRapids"]
      : ["NEOVERSEN1", "NEOVERSEV1", "NEOVERSEN2", "ARMV8SVE", "ARMV8", "THUNDERX2T99"]
    return [openBLAS(coreTypePrefix + "auto", tool: tool, threads: threads, coreType: nil)]
      + names.map { openBLAS(coreTypePrefix + $0.lowercased(), tool: tool, threads: threads, coreType: $0) }
  }

  /// A library, or the Swift kernels, with its own choice of kernels or a forced one. An answer by others than were forced is
  /// for the caller to see.
  public static func candidate(_ candidate: EngineCandidate, tool: String, threads: Int) -> Contender {
    let variable = candidate.library == nil ? "LEONTIEF_ISA" : "OPENBLAS_CORETYPE"
    let forced: [String: String?] = candidate.forced.map { [variable: $0] } ?? [:]
    // One that dies of an instruction it lacks is no failure to look into.
    let quiet: [String: String?] = ["SWIFT_BACKTRACE": "enable=no"]
    return engine(candidate.library ?? "swift", tool: tool, threads: threads)
      .renamed("candidate", environment: quiet.merging(forced) { $1 })
  }

  private static func engine(_ name: String, tool: String, threads: Int) -> Contender {
    Contender(
      name: name, executable: tool, arguments: ["contender", "--engine", name, "--threads", "\(threads)"],
      environment: clean)
  }

  private static func openBLAS(_ name: String, tool: String, threads: Int, coreType: String?) -> Contender {
    let own = engine("openblas", tool: tool, threads: threads)
    guard let coreType else { return own.renamed(name, environment: [:]) }
    // An unknown or missing core type is silently replaced by the library: what it says it runs must be what was asked.
    return own.renamed(name, environment: ["OPENBLAS_CORETYPE": coreType], identity: coreType)
  }

  private static func python(_ module: String, threads: Int) -> Contender {
    let limits: [String: String?] = [
      "OPENBLAS_NUM_THREADS": "\(threads)", "OMP_NUM_THREADS": "\(threads)", "MKL_NUM_THREADS": "\(threads)",
    ]
    return Contender(
      name: module, executable: "/usr/bin/env", arguments: ["python3", "-c", PythonContender.script, module],
      environment: clean.merging(limits) { $1 })
  }
}
