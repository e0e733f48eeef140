import KernelTemplates
import MatrixCore

// Chains of multiply-adds enough to hide the latency of one, and no more than there are registers beside two constants. On
// x86-64 a product and a sum are two operations, one after the other: eight chains reach two thirds of the peak.
#if arch(arm64)
  private typealias BaselinePeak<V: SIMD> = PeakLoop<V, 8, 3> where V.Scalar: MatrixScalar
#else
  private typealias BaselinePeak<V: SIMD> = PeakLoop<V, 7, 2> where V.Scalar: MatrixScalar
#endif

@inline(__always)
func probeKernels<V: SIMD & SendableMetatype>(_: V.Type) -> ProbeKernels<V.Scalar> where V.Scalar: MatrixScalar {
  ProbeKernels(
    multiplyAdds: { steps, result in result.pointee = BaselinePeak<V>.run(steps: steps) { multiplyAdd($0, $1, $2) } },
    flopsPerStep: BaselinePeak<V>.flopsPerStep,
    readAlong: { count, memory, result in result.pointee = ReadLoop<V, 1>.run(count: count, memory) },
    readStreams: { count, memory, result in result.pointee = ReadLoop<V, 4>.run(count: count, memory) })
}
