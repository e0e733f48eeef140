import MatrixCore

/// What a processor can do at best: the roofs under which benchmarks stand.
public struct ProbeKernels<Scalar: MatrixScalar>: Sendable {
  public typealias Input = UnsafePointer<Scalar>
  public typealias Output = UnsafeMutablePointer<Scalar>

  /// `PeakLoop.run`: steps, where its result goes. Flops a step are `flopsPerStep`.
  public var multiplyAdds: @Sendable (Int, Output) -> Void
  public var flopsPerStep: Int
  /// `ReadLoop.run` with one stream: count, memory, where the sum goes.
  public var readAlong: @Sendable (Int, Input, Output) -> Void
  /// The same with four streams.
  public var readStreams: @Sendable (Int, Input, Output) -> Void

  @inlinable @inline(__always)
  public init(
    multiplyAdds: @escaping @Sendable (Int, Output) -> Void, flopsPerStep: Int,
    readAlong: @escaping @Sendable (Int, Input, Output) -> Void,
    readStreams: @escaping @Sendable (Int, Input, Output) -> Void
  ) {
    self.multiplyAdds = multiplyAdds
    self.flopsPerStep = flopsPerStep
    self.readAlong = readAlong
    self.readStreams = readStreams
  }
}
