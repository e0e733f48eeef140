import Leontief

/// Whether what an engine does here is what the host can do.
public enum Suitability {
  /// The first reason why right answers would come at a rate that does not represent the host; nil when there is none.
  public static func concern(
    _ engine: EngineDescription, usableProcessors: Int, isDebugBuild: Bool = Suitability.isDebugBuild,
    sanitizer: String? = HostBuild.sanitizer, isEmulated: Bool = HostProcessor.isEmulated,
    features: [String] = HostProcessor.current.features, widest: InstructionSet = .best
  ) -> String? {
    if isEmulated { return "emulated processor" }
    if isDebugBuild { return "debug build" }
    if let sanitizer { return "built with the \(sanitizer) sanitizer" }
    if let forced = engine.coreTypeForcedBy { return "core type forced by \(forced)" }
    if let forced = engine.instructionSetForcedBy, engine.instructionSet != widest {
      return "instruction set \(engine.instructionSet.rawValue) forced by \(forced), this processor has \(widest.rawValue)"
    }
    if let generic = genericKernels(coreType: engine.coreType, features: features) { return generic }
    if engine.threads < usableProcessors { return "\(engine.threads) of \(usableProcessors) processors used" }
    if engine.threads > usableProcessors { return "\(engine.threads) threads on \(usableProcessors) processors" }
    return nil
  }

  /// Kernels for any processor on one that has AVX2, where they take several times as long; nil for others. The generic kernels
  /// for ARM64 are not slow.
  public static func genericKernels(
    coreType: String?, features: [String] = HostProcessor.current.features
  ) -> String? {
    guard let coreType, features.contains("avx2"), generic.contains(coreType.lowercased()) else { return nil }
    return "generic kernels (core type \(coreType)) on a processor with AVX2"
  }

  /// What OpenBLAS and BLIS call kernels for processors without AVX.
  private static let generic: Set = ["generic", "prescott", "core2", "katmai", "coppermine", "northwood", "banias", "nehalem"]

  public static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}
