/// Passes over memory in long streams (`StreamLoop`), which are measured in double precision alone.
///
/// Scalars by address: closures of the processors' modules that take them by value would be weak functions.
public struct PassKernels: Sendable {
  public typealias Input = UnsafePointer<Double>
  public typealias Output = UnsafeMutablePointer<Double>

  /// Count, what is written, where.
  public var write: @Sendable (Int, Input, Output) -> Void
  /// Count, from where, where to.
  public var copy: @Sendable (Int, Input, Output) -> Void
  /// Count, b, c, the factor, a.
  public var triad: @Sendable (Int, Input, Input, Input, Output) -> Void

  @inlinable @inline(__always)
  public init(
    write: @escaping @Sendable (Int, Input, Output) -> Void, copy: @escaping @Sendable (Int, Input, Output) -> Void,
    triad: @escaping @Sendable (Int, Input, Input, Input, Output) -> Void
  ) {
    self.write = write
    self.copy = copy
    self.triad = triad
  }
}
