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
    let caches = blocks?.caches ?? BlockSizes.coreCaches(HostCaches.ofOneCore)
    let double = PortableKernels(MicroKernels.double(set, caches), blocks: blocks)
    let float = PortableKernels(MicroKernels.float(set, caches), blocks: blocks)
    let scanner = CoefficientScanner(kernels: .of(set), blocks: double.blocks)
    let narrowing = NarrowedTransposition(scan: .of(set), elementwise: float.micro.elementwise, blocks: double.blocks)
    return KernelTable(
      double: double.kernels, float: float.kernels, scan: { scanner.scan($0, $1, into: $2, $3, $4) },
      negateNarrowed: { narrowing.run($0, $1, into: $2, $3) }, lines: .of(set))
  }
}

extension MicroKernels where Scalar == Double {
  static func double(_ set: InstructionSet, _ caches: CoreCaches = BlockSizes.coreCaches(HostCaches.ofOneCore)) -> MicroKernels {
    switch set {
    case .sse2, .neon: .portable(caches: caches)
    #if arch(x86_64)
      case .avx2: AVX2.double(caches: caches)
      case .avx512: AVX512.double(caches: caches)
    #else
      case .avx2, .avx512: .portable(caches: caches)
    #endif
    }
  }
}

extension MicroKernels where Scalar == Float {
  static func float(_ set: InstructionSet, _ caches: CoreCaches = BlockSizes.coreCaches(HostCaches.ofOneCore)) -> MicroKernels {
    switch set {
    case .sse2, .neon: .portable(caches: caches)
    #if arch(x86_64)
      case .avx2: AVX2.float(caches: caches)
      case .avx512: AVX512.float(caches: caches)
    #else
      case .avx2, .avx512: .portable(caches: caches)
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
