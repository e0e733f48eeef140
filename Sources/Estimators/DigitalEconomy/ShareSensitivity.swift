import Tables

/// How the result depends on the digital share of one split sector.
public struct ShareSensitivity: Sendable, Equatable {
  public var sector: SectorLabel
  /// The sum of its digital parts' shares.
  public var share: Double
  /// Change of the digital economy's share of value added per unit of this share, which at 0 and 1 changes to one side only; nil
  /// where the terms are not defined.
  public var derivative: Double?
  /// The result with this share a tenth lower and a tenth higher (at most 1).
  public var lower: Double?
  public var higher: Double?
}

/// What is known of the result when shares are only known to lie in ranges: each drawn evenly from its range, independently.
public struct ShareInterval: Sendable, Equatable {
  public var draws: Int
  public var seed: UInt64
  public var mean: Double
  public var standardDeviation: Double
  /// The 2.5 %, 50 % and 97.5 % points of the draws.
  public var low: Double
  public var median: Double
  public var high: Double
}
