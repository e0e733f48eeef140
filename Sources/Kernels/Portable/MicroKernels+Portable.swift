import KernelTemplates
import MatrixCore

// The baseline of each architecture: SSE2 has sixteen 128-bit registers and no fused multiply-add, NEON thirty-two and
// has it. The tiles: 4 × 4 (8 × 4 in `Float`) leaves SSE2 eight accumulators, which cover the latency of its addition, and
// needs the fewest instructions for a product (`copiedProduct`); 8 × 6 (16 × 6), the largest that compiles without spills,
// leaves NEON twenty-four. SSE2 cannot broadcast from memory, and shuffles take the place of arithmetic: B is packed with
// its copies.
#if arch(arm64)
  typealias DoubleTile = MultiplyTile<SIMD2<Double>, 4, 6, 1>
  typealias FloatTile = MultiplyTile<SIMD4<Float>, 4, 6, 1>
#else
  typealias DoubleTile = MultiplyTile<SIMD2<Double>, 2, 4, 2>
  typealias FloatTile = MultiplyTile<SIMD4<Float>, 2, 4, 4>
#endif

/// x y + z.
@inline(__always)
func multiplyAdd<V: SIMD>(_ x: V, _ y: V, _ z: V) -> V where V.Scalar: FloatingPoint {
  #if arch(arm64)
    z.addingProduct(x, y)
  #else
    z + x * y
  #endif
}

extension MicroKernels where Scalar == Double {
  static func portable(caches: CoreCaches) -> MicroKernels {
    MicroKernels(
      tile: tileKernels(DoubleTile.self),
      stream: streamKernels(SIMD2<Double>.self, single: WideningLoad2.self, caches: caches),
      scatter: scatterKernels(SIMD2<Double>.self), elementwise: elementwiseKernels(SIMD2<Double>.self),
      probe: probeKernels(SIMD2<Double>.self))
  }
}

extension MicroKernels where Scalar == Float {
  static func portable(caches: CoreCaches) -> MicroKernels {
    MicroKernels(
      tile: tileKernels(FloatTile.self),
      stream: streamKernels(SIMD4<Float>.self, single: PlainLoad<SIMD4<Float>>.self, caches: caches),
      scatter: scatterKernels(SIMD4<Float>.self), elementwise: elementwiseKernels(SIMD4<Float>.self),
      probe: probeKernels(SIMD4<Float>.self))
  }
}
