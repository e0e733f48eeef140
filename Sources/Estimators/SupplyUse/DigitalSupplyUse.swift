import Aggregation
import MatrixCore
import Tables

/// Digital shares straight from a supply and use table, without a Leontief model.
///
/// By commodity (the practice of the U.S. Bureau of Economic Analysis): VA_dig,j = VA_j · (digital output_j / output_j), summed
/// over industries. By industry (OECD digital supply-use tables, IMF 2022): Σ x / Σ x and Σ va / Σ va of digital industries.
/// Comparable to the value added of digital sectors, not to a digital economy with its linkages.
/// Units: money of the table; ratios.
/// References: Barefoot et al. (2018), BEA; OECD (2023), Handbook; Moulton, Tebrake and Tovar (2022), IMF.
public struct DigitalSupplyUse: Sendable {
  public var commodities: SectorIndex
  public var industries: SectorIndex
  /// Positions of digital commodities; of digital industries.
  public var digitalCommodities: [Int]
  public var digitalIndustries: [Int]
  /// x by industry, and what of it are digital commodities.
  public var output: [Double]
  public var digitalOutput: [Double]
  /// Nil where the table has no value added.
  public var valueAdded: [Double]?
  /// Of money.
  public var unit: String
  public var remarks: [String]

  /// digital output_j / output_j; nil for an industry that makes nothing.
  public var shares: [Double?] { zip(digitalOutput, output).map { $1 == 0 ? nil : $0 / $1 } }

  /// VA_dig,j, 0 for an industry that makes nothing.
  public var digitalValueAdded: [Double]? {
    valueAdded.map { values in zip(values, shares).map { $0 * ($1 ?? 0) } }
  }

  /// Digital commodities in all output; nil without output.
  public var shareOfOutput: Double? { Self.ratio(digitalOutput.compensatedSum(), output.compensatedSum()) }

  /// Value added of making them in all value added.
  public var shareOfValueAdded: Double? {
    guard let digitalValueAdded, let valueAdded else { return nil }
    return Self.ratio(digitalValueAdded.compensatedSum(), valueAdded.compensatedSum())
  }

  /// Digital industries in all output, and in all value added; nil without such industries.
  public var industryShareOfOutput: Double? { share(output) }
  public var industryShareOfValueAdded: Double? { valueAdded.flatMap(share) }

  private func share(_ values: [Double]) -> Double? {
    guard !digitalIndustries.isEmpty else { return nil }
    return Self.ratio(digitalIndustries.lazy.map { values[$0] }.compensatedSum(), values.compensatedSum())
  }

  private static func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }

  /// `digital` commodities and industries by code.
  /// Errors: names that are not there.
  public init(
    _ table: borrowing SupplyUseTable, commodities names: [String], industries industryNames: [String] = []
  ) throws(EstimationError) {
    digitalCommodities = Set(try table.commodities.positions(of: names)).sorted()
    digitalIndustries = Set(try table.industries.positions(of: industryNames)).sorted()
    commodities = table.commodities
    industries = table.industries
    output = table.industryOutput
    valueAdded = table.valueAdded
    unit = table.metadata.money
    var digital: [Double] = []
    for j in 0..<table.industries.count {
      var sum = CompensatedSum<Double>()
      for c in digitalCommodities { sum.add(table.make[j, c]) }
      digital.append(sum.value)
    }
    digitalOutput = digital
    let (gaps, made) = (table.commodityGaps, table.commodityOutput)
    let off = gaps.indices.filter { abs(gaps[$0]) > 1e-6 * max(abs(made[$0]), .leastNormalMagnitude) }
    remarks = off.prefix(5).map {
      "commodity \(table.commodities[$0].qualifiedCode) is off by \(gaps[$0]): use and final demand less supply"
    }
    if off.count > 5 { remarks.append("\(off.count - 5) more commodities are off") }
  }
}
