import Leontief

/// The processor types that OpenBLAS knows kernels for and that OPENBLAS_CORETYPE can force.
public enum CoreTypes {
  /// Those of this architecture, the oldest first. Which of them a library has is found out by asking it.
  ///
  /// Source: OpenBLAS 0.3.29, driver/others/dynamic.c and dynamic_arm64.c.
  public static var names: [String] {
    let x86 = [
      "Prescott", "Core2", "Nehalem", "Barcelona", "Sandybridge", "Bulldozer", "Piledriver", "Steamroller", "Excavator",
      "Haswell", "Zen", "SkylakeX", "Cooperlake", "SapphireRapids",
    ]
    let arm = [
      "ARMV8", "CORTEXA53", "CORTEXA57", "CORTEXA72", "THUNDERX", "THUNDERX2T99", "TSV110", "FALKOR", "EMAG8180", "NEOVERSEN1",
      "NEOVERSEV1", "NEOVERSEN2", "ARMV8SVE", "A64FX",
    ]
    return InstructionSet.baseline == .sse2 ? x86 : arm
  }
}
