/// What `auto` does where nothing was measured.
public enum AutoRule {
  /// The operations the Swift kernels are known to do at least as fast as a tuned library, in every class of size, by
  /// instruction set. Measured by `leontief calibrate` and `leontief-bench` beside OpenBLAS.
  static func swiftOperations(on set: InstructionSet) -> [AutoOperation] {
    switch set {
    case .avx512: [.multiply]
    case .avx2, .neon, .sse2: []
    }
  }

  /// Without all the threads asked for, the Swift kernels are known for nothing.
  public static func source(of auto: AutoCase, on set: InstructionSet, hasAllThreads: Bool) -> KernelSource {
    hasAllThreads && swiftOperations(on: set).contains(auto.operation) ? .swift : .library
  }
}
