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
  /// `StreamLoop`: count, what is written, where; count, from where, where to; count, b, c, the factor, a. Scalars by address:
  /// closures of the processors' modules that take them by value would be weak functions.
  public var write: @Sendable (Int, Input, Output) -> Void
  public var copy: @Sendable (Int, Input, Output) -> Void
  public var triad: @Sendable (Int, Input, Input, Input, Output) -> Void

  @inlinable @inline(__always)
  public init(
    multiplyAdds: @escaping @Sendable (Int, Output) -> Void, flopsPerStep: Int,
    read: @escaping @Sendable (Int, Input, Output) -> Void, write: @escaping @Sendable (Int, Input, Output) -> Void,
    copy: @escaping @Sendable (Int, Input, Output) -> Void, triad: @escaping @Sendable (Int, Input, Input, Input, Output) -> Void
  ) {
    self.multiplyAdds = multiplyAdds
    self.flopsPerStep = flopsPerStep
    self.read = read
    self.write = write
    self.copy = copy
    self.triad = triad
  }
}
