import KernelTemplates

extension PassKernels {
  static var portable: PassKernels {
    PassKernels(
      write: { count, value, a in StreamLoop<SIMD2<Double>>.write(count: count, value.pointee, a) },
      copy: { count, b, a in StreamLoop<SIMD2<Double>>.copy(count: count, b, a) },
      triad: { count, b, c, factor, a in
        StreamLoop<SIMD2<Double>>.triad(count: count, b, c, factor: factor.pointee, a) { multiplyAdd($0, $1, $2) }
      })
  }
}
