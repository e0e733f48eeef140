/// An estimate of several years: the result of each year's table, side by side.
///
/// Shapes: years ascend.
/// Units: those of the results, which agree. Figures of different years are at the prices of their tables.
public struct Yearly<Result: Presentable & Sendable>: Sendable {
  public struct Year: Sendable {
    public var year: Int
    public var result: Result

    public init(_ year: Int, _ result: Result) { (self.year, self.result) = (year, result) }
  }

  public let years: [Year]

  /// Errors: `EstimationError.tablesDiffer` for fewer than two years, and for years that do not ascend.
  public init(_ years: [Year]) throws(EstimationError) {
    guard years.count > 1 else { throw .tablesDiffer("there are fewer than two years") }
    for (before, after) in zip(years, years.dropFirst()) where before.year >= after.year {
      throw .tablesDiffer("year \(after.year) follows \(before.year); years must ascend")
    }
    self.years = years
  }

  public subscript(_ year: Int) -> Result? { years.first { $0.year == year }?.result }

  /// Each year to the next, then the first to the last where there are more than two.
  public var spans: [(first: Year, last: Year)] {
    let pairs = zip(years, years.dropFirst()).map { (first: $0, last: $1) }
    return years.count > 2 ? pairs + [(years[0], years[years.count - 1])] : pairs
  }
}
