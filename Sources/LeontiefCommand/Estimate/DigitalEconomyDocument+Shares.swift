import CommandLineSupport
import Leontief

/// What hangs on the shares of split sectors.
extension DigitalEconomyDocument {
  struct Sensitivity: Encodable {
    let sector: String
    let share: Double
    /// Of the digital economy's share of value added by this share.
    @OrNull var derivative: Double?
    /// The result with this share a tenth lower and higher.
    @OrNull var atNineTenths: Double?
    @OrNull var atElevenTenths: Double?

    init(_ sensitivity: ShareSensitivity) {
      (sector, share) = (sensitivity.sector.qualifiedCode, sensitivity.share)
      (derivative, atNineTenths, atElevenTenths) = (sensitivity.derivative, sensitivity.lower, sensitivity.higher)
    }
  }

  /// Revenue by which a sector was split, as one source has it.
  struct Revenues: Encodable {
    let sector: String
    let source: String
    let unit: String
    let parts: [String]
    let revenue: [Double]
    let shares: [Double]

    init(_ revenues: Study.Revenues) {
      (sector, source, unit) = (revenues.sector, revenues.source, revenues.unit)
      (parts, revenue, shares) = (revenues.parts, revenues.amounts, revenues.shares)
    }
  }

  struct Interval: Encodable {
    let draws: Int
    let seed: UInt64
    let mean: Double
    let standardDeviation: Double
    let low: Double
    let median: Double
    let high: Double

    init(_ interval: ShareInterval) {
      (draws, seed) = (interval.draws, interval.seed)
      (mean, standardDeviation) = (interval.mean, interval.standardDeviation)
      (low, median, high) = (interval.low, interval.median, interval.high)
    }
  }
}
