import MatrixCore

/// What a processor can do at best: the roofs under which benchmarks stand.
public struct ProbeKernels<Scalar: MatrixScalar>: Sendable {
  /// `PeakLoop.run`: steps, where its result goes. Flops a step are `flopsPerStep`.
  public var multiplyAdds: @Sendable (Int, UnsafeMutablePointer<Scalar>) -> Void
  public var flopsPerStep: Int
  /// `ReadLoop.run`: count, memory, where the sum goes.
  public var read: @Sendable (Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void

  @inlinable @inline(__always)
  public init(
    multiplyAdds: @escaping @Sendable (Int, UnsafeMutablePointer<Scalar>) -> Void, flopsPerStep: Int,
    read: @escaping @Sendable (Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void
  ) {
    self.multiplyAdds = multiplyAdds
    self.flopsPerStep = flopsPerStep
    self.read = read
  }
}
