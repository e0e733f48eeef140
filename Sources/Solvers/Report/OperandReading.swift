/// A matrix that a method read over and over.
public struct OperandReading: Sendable, Equatable {
  /// Bytes of the matrix as it is stored.
  public var size: Double
  /// How often all of it was read.
  public var times: Double

  public init(size: Double, times: Double) {
    self.size = size
    self.times = times
  }

  public var bytes: Double { size * times }
}
