/// What `auto` does where nothing was measured.
public enum AutoRule {
  /// The operations the Swift kernels are known to do at least as fast as a tuned library, from which class of size on, by
  /// instruction set. 2026-11, two cores of an AMD EPYC with AVX-512 beside OpenBLAS 0.3.21 of core type Cooperlake,
  /// `leontief calibrate --redo`: LU 17.8 to 15.5 GFLOP/s (n = 72), 40 to 17 (320), 101 to 47 (1200); inverse 18.1 to 14.3,
  /// 56 to 52, 97 to 75; products 216 to 136 (320). The other sets were not held against a library and claim nothing.
  static func swiftOperations(on set: InstructionSet) -> [AutoOperation: SizeClass] {
    switch set {
    case .avx512: [.multiply: .medium, .factorize: .small, .invert: .small]
    case .avx2, .neon, .sse2: [:]
    }
  }

  /// Without all the threads asked for, the Swift kernels are known for nothing.
  public static func source(of auto: AutoCase, on set: InstructionSet, hasAllThreads: Bool) -> KernelSource {
    guard hasAllThreads, let smallest = swiftOperations(on: set)[auto.operation] else { return .library }
    return auto.size.rawValue >= smallest.rawValue ? .swift : .library
  }
}
