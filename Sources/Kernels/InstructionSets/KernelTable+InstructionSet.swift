import KernelTemplates
import MatrixCore

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
#endif

// The only place that chooses between the modules compiled for different processors.
extension KernelTable {
  /// The Swift kernels of one instruction set, which the processor must have.
  static func swift(_ set: InstructionSet, blocks: BlockSizes? = nil) -> KernelTable {
    precondition(InstructionSet.available.contains(set), "this processor has no \(set.title)")
    let double = PortableKernels(MicroKernels.double(set), blocks: blocks)
    let float = PortableKernels(MicroKernels.float(set), blocks: blocks)
    let scanner = CoefficientScanner(kernels: .of(set), blocks: double.blocks)
    let narrowing = NarrowedTransposition(scan: .of(set), elementwise: float.micro.elementwise, blocks: double.blocks)
    return KernelTable(
      double: double.kernels, float: float.kernels, scan: { scanner.scan($0, $1, into: $2, $3, $4) },
      negateNarrowed: { narrowing.run($0, $1, into: $2, $3) }, lines: .of(set))
  }
}

extension MicroKernels where Scalar == Double {
  static func double(_ set: InstructionSet) -> MicroKernels {
    let firstLevel = BlockSizes.firstLevel(HostCaches.ofOneCore)
    return switch set {
    case .sse2, .neon: .portable(firstLevel: firstLevel)
    #if arch(x86_64)
      case .avx2: AVX2.double(firstLevel: firstLevel)
      case .avx512: AVX512.double(firstLevel: firstLevel)
    #else
      case .avx2, .avx512: .portable(firstLevel: firstLevel)
    #endif
    }
  }
}

extension MicroKernels where Scalar == Float {
  static func float(_ set: InstructionSet) -> MicroKernels {
    let firstLevel = BlockSizes.firstLevel(HostCaches.ofOneCore)
    return switch set {
    case .sse2, .neon: .portable(firstLevel: firstLevel)
    #if arch(x86_64)
      case .avx2: AVX2.float(firstLevel: firstLevel)
      case .avx512: AVX512.float(firstLevel: firstLevel)
    #else
      case .avx2, .avx512: .portable(firstLevel: firstLevel)
    #endif
    }
  }
}

extension ScanKernels {
  static func of(_ set: InstructionSet) -> ScanKernels {
    switch set {
    case .sse2, .neon: .portable
    #if arch(x86_64)
      case .avx2: AVX2.scan
      case .avx512: AVX512.scan
    #else
      case .avx2, .avx512: .portable
    #endif
    }
  }
}

extension LineKernel {
  static func of(_ set: InstructionSet) -> LineKernel {
    switch set {
    case .sse2, .neon: .portable
    #if arch(x86_64)
      case .avx2: AVX2.lines
      case .avx512: AVX512.lines
    #else
      case .avx2, .avx512: .portable
    #endif
    }
  }
}

extension PassKernels {
  static func of(_ set: InstructionSet) -> PassKernels {
    switch set {
    case .sse2, .neon: .portable
    #if arch(x86_64)
      case .avx2: AVX2.passes
      case .avx512: AVX512.passes
    #else
      case .avx2, .avx512: .portable
    #endif
    }
  }
}
