import KernelTemplates
import MatrixCore

@inline(__always)
func probeKernels<V: SIMD & SendableMetatype>(_: V.Type) -> ProbeKernels<V.Scalar> where V.Scalar: MatrixScalar {
  ProbeKernels(
    multiplyAdds: { steps, result in result.pointee = PeakLoop<V, 4, 3>.run(steps: steps) { multiplyAdd($0, $1, $2) } },
    flopsPerStep: PeakLoop<V, 4, 3>.flopsPerStep,
    read: { count, memory, result in result.pointee = ReadLoop<V>.run(count: count, memory) })
}
