/// The ends of an interval, which stand in a document as an array of exactly two numbers.
public struct IntervalRecord: Codable, Sendable, Equatable {
  public var low: Double
  public var high: Double

  init(_ interval: ClosedRange<Double>) { (low, high) = (interval.lowerBound, interval.upperBound) }

  public init(from decoder: any Decoder) throws {
    var ends = try decoder.unkeyedContainer()
    low = try ends.decode(Double.self)
    high = try ends.decode(Double.self)
    guard ends.isAtEnd else {
      throw DecodingError.dataCorruptedError(in: ends, debugDescription: "an interval has two ends")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var ends = encoder.unkeyedContainer()
    try ends.encode(low)
    try ends.encode(high)
  }
}
