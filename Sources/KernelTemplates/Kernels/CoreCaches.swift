/// Bytes of the caches that one core has to itself or shares with its second thread: what the inner loops cut their blocks for.
public struct CoreCaches: Sendable, Equatable {
  public var first: Int
  public var second: Int

  public init(first: Int, second: Int) { (self.first, self.second) = (first, second) }
}
