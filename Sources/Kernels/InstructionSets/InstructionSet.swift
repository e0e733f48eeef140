import CPlatform

/// The instruction sets the Swift kernels are compiled for.
public enum InstructionSet: String, Sendable, CaseIterable {
  /// Baseline x86-64: 128-bit vectors, no fused multiply-add.
  case sse2
  /// x86-64-v3: AVX2 and FMA.
  case avx2
  /// x86-64-v4: AVX-512 F, BW, CD, DQ, VL.
  case avx512
  /// Baseline ARM64.
  case neon

  /// Those this processor has and this build holds, the baseline first, the best last.
  public static let available: [InstructionSet] = {
    #if arch(arm64)
      return [.neon]
    #else
      let features = cplatform_get_features()
      var available: [InstructionSet] = [.sse2]
      if features.x86_64_v3 { available.append(.avx2) }
      if features.x86_64_v3 && features.x86_64_v4 { available.append(.avx512) }
      return available
    #endif
  }()

  /// The widest this processor has.
  public static var best: InstructionSet { available.last ?? baseline }

  /// What every processor of this architecture has.
  public static var baseline: InstructionSet {
    #if arch(arm64)
      .neon
    #else
      .sse2
    #endif
  }

  /// As reports show it.
  public var title: String {
    switch self {
    case .sse2: "x86-64 SSE2"
    case .avx2: "x86-64 AVX2"
    case .avx512: "x86-64 AVX-512"
    case .neon: "ARM64 NEON"
    }
  }
}
