import MatrixCore

/// What a processor can do at best: the roofs under which benchmarks stand.
public struct ProbeKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Input = UnsafePointer<Scalar>
  public typealias Output = UnsafeMutablePointer<Scalar>

  /// `PeakLoop.run`: steps, where its result goes. Flops a step are `flopsPerStep`.
  public var multiplyAdds: @Sendable (Int, Output) -> Void
  public var flopsPerStep: Int
  /// `ReadLoop.run`: count, memory, where the sum goes.
  public var read: @Sendable (Int, Input, Output) -> Void

  @inlinable @inline(__always)
  public init(
    multiplyAdds: @escaping @Sendable (Int, Output) -> Void, flopsPerStep: Int,
    read: @escaping @Sendable (Int, Input, Output) -> Void
  ) {
    self.multiplyAdds = multiplyAdds
    self.flopsPerStep = flopsPerStep
    self.read = read
  }
}
