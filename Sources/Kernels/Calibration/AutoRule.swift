/// What `auto` does where nothing was measured.
public enum AutoRule {
  /// The operations the Swift kernels are known to do at least as fast as a tuned library, from which class of size on, by
  /// instruction set and precision.
  ///
  /// 2026-11-22, two cores of an AMD EPYC with AVX-512 beside OpenBLAS 0.3.21 of core type Cooperlake, `leontief calibrate
  /// --redo` twice, GFLOP/s of the second run, n = 72, 320, 1200. `Double`: products 108 to 108, 122 to 118, 178 to 167;
  /// narrow ones 89 to 90, 110 to 99, 130 to 58; a vector 31 to 28 (1200 alone); triangular solves 16 to 12, 47 to 31, 47 to
  /// 38; LU 14.5 to 13.9, 59 to 35, 139 to 84; inverse 23 to 6, 50 to 34, 121 to 98. `Float`: products 334 to 268, 420 to 383
  /// from n = 320 on, narrow ones 220 to 214 and 216 to 78, solves 57 to 35 and 80 to 67, LU 89 to 54 and 265 to 184; inverse
  /// 25 to 7, 77 to 59, 218 to 182. A vector in `Float` won in some runs and lost in others. The other sets were not held
  /// against a library and claim nothing.
  static func swiftOperations(on set: InstructionSet, _ precision: AutoCase.Precision) -> [AutoOperation: SizeClass] {
    switch (set, precision) {
    case (.avx512, .double):
      [
        .multiply: .small, .multiplyNarrow: .small, .multiplyVector: .large, .solveTriangular: .small, .factorize: .small,
        .invert: .small,
      ]
    case (.avx512, .float):
      [.multiply: .medium, .multiplyNarrow: .medium, .solveTriangular: .medium, .factorize: .medium, .invert: .small]
    case (.avx2, _), (.neon, _), (.sse2, _): [:]
    }
  }

  /// Without all the threads asked for, the Swift kernels are known for nothing.
  public static func source(of auto: AutoCase, on set: InstructionSet, hasAllThreads: Bool) -> KernelSource {
    guard hasAllThreads, let smallest = swiftOperations(on: set, auto.precision)[auto.operation] else { return .library }
    return auto.size.rawValue >= smallest.rawValue ? .swift : .library
  }
}
