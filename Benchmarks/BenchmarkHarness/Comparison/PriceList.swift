/// What hosts cost an hour, by the names of their runs, in one currency.
public struct PriceList: Sendable, Equatable {
  public let perHour: [String: Double]

  public init(_ perHour: [String: Double] = [:]) { self.perHour = perHour }

  /// What a million runs of `seconds` each cost on a host; nil without a price.
  public func million(_ seconds: Double, on name: String) -> Double? {
    perHour[name].map { $0 / 3600 * seconds * 1e6 }
  }
}
