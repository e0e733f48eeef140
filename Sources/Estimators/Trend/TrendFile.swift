import Aggregation
import Tables
import Yams

/// A study of several years in a YAML file: the keys of a study, and `years`, `deflators`.
public struct TrendFile: Sendable {
  public let file: StudyFile
  public let trend: TrendStudy
  /// Keys beside those of a study of one table.
  static let keys = ["years", "deflators"]
  private let yearLines: [Int: Int]
  private let deflatorLines: [String: Int]

  /// Errors: `StudyError` with the line.
  public init(path: String) throws(StudyError) { try self.init(text: StudyFile.text(path), path: path) }

  public init(text: String, path: String) throws(StudyError) {
    let root = try StudyFile.root(text, path: path)
    let reader = StudyNodeReader(path: path)
    file = try StudyFile(root: root, path: path, also: Self.keys)
    let entries = try reader.mapping(root, "a study", allowed: nil)
    guard let years = entries["years"] else { throw reader.failure(root, "a study of several years needs the key 'years'") }
    let (list, lines) = try reader.years(years)
    yearLines = lines
    deflatorLines = entries["deflators"].map(reader.lines) ?? [:]
    trend = TrendStudy(study: file.study, years: list, deflators: try entries["deflators"].map(reader.deflators))
  }

  /// The study of several years in a file; nil for one without `years`.
  /// Errors: as above.
  public static func ofYears(path: String) throws(StudyError) -> TrendFile? {
    let text = try StudyFile.text(path)
    let hasYears = try StudyFile.root(text, path: path).mapping?.contains { $0.key.scalar?.string == "years" } == true
    return hasYears ? try TrendFile(text: text, path: path) : nil
  }

  /// An error about a key, with its line.
  public func failure(ofKey key: String, _ reason: String) -> EstimationError {
    .study(.malformed(path: file.path, line: file.line(ofKey: key), reason: reason))
  }

  /// A path of the study, from its folder.
  public func resolved(_ path: String) -> String { StudyNodeReader(path: file.path).resolved(path) }

  /// An error about a year, with its line.
  public func failure(_ year: Int, _ reason: String) -> EstimationError {
    .study(.malformed(path: file.path, line: yearLines[year], reason: reason))
  }

  /// Errors: the table of a year that says it is of another one, with the line.
  public func check(_ year: TrendStudy.Year, isOf found: Int?) throws(EstimationError) {
    guard let found, found != year.year else { return }
    throw failure(year.year, "the table of \(year.year), \(year.table), is of \(found)")
  }

  /// An error about the metadata of a year's table, with the line of the year.
  public func failure(_ year: TrendStudy.Year, _ difference: MetadataAgreement.Difference) -> EstimationError {
    failure(
      year.year,
      "the \(difference.what) of \(year.table) is '\(difference.now)', that of the years before '\(difference.before)'; take "
        + "tables that agree, or correct '\(difference.key)' in the metadata that are wrong")
  }

  /// An error about a year's table of another economy, with the line of the year.
  public func failure(_ year: TrendStudy.Year, _ difference: RegionAgreement.Difference) -> EstimationError {
    failure(
      year.year,
      "\(year.table) is of \(difference.now), the years before of \(difference.before); take tables of one economy, or correct "
        + "the regions of the sectors that are wrong")
  }

  /// An error about what a key under `deflators` names, with its line.
  public func failure(deflators key: String, _ reason: String) -> EstimationError {
    .study(.malformed(path: file.path, line: deflatorLines[key] ?? file.line(ofKey: "deflators"), reason: reason))
  }
}

extension StudyNodeReader {
  fileprivate func years(_ node: Node) throws(StudyError) -> ([TrendStudy.Year], [Int: Int]) {
    var (years, lines): ([TrendStudy.Year], [Int: Int]) = ([], [:])
    for item in try sequence(node, "years") {
      let entries = try mapping(item, "a year", allowed: ["year", "table", "constant_prices"])
      guard let year = entries["year"] else { throw failure(item, "a year needs the key 'year'") }
      guard let number = Int(try scalar(year)), (1000...2999).contains(number) else {
        throw failure(year, "year '\(try scalar(year))' is not a year")
      }
      guard let table = entries["table"] else { throw failure(item, "year \(number) has no table; add the key 'table'") }
      if let last = years.last, last.year >= number {
        throw failure(year, "year \(number) follows \(last.year); years must ascend")
      }
      lines[number] = item.mark?.line ?? 1
      let isDeflated = try entries["constant_prices"].map(truth) ?? true
      years.append(TrendStudy.Year(year: number, table: try scalar(table), isDeflated: isDeflated))
    }
    guard years.count > 1 else { throw failure(node, "a study of several years needs at least two") }
    return (years, lines)
  }

  fileprivate func deflators(_ node: Node) throws(StudyError) -> TrendStudy.Deflators {
    let entries = try mapping(node, "deflators", allowed: ["file", "base_year", "value_added", "exchange_rates"])
    guard let file = entries["file"] else { throw failure(node, "deflators need the key 'file'") }
    guard let base = entries["base_year"] else { throw failure(node, "deflators need the key 'base_year'") }
    guard let year = Int(try scalar(base)) else { throw failure(base, "base_year '\(try scalar(base))' is not a year") }
    var method = ValueAddedDeflation.single
    if let named = entries["value_added"] {
      let text = try scalar(named)
      guard let known = ValueAddedDeflation(rawValue: text) else {
        throw failure(named, "value_added '\(text)' is not one of single, double")
      }
      method = known
    }
    return TrendStudy.Deflators(
      file: try scalar(file), baseYear: year, valueAdded: method, exchangeRates: try entries["exchange_rates"].map(scalar))
  }

  /// The lines of a mapping's values.
  fileprivate func lines(_ node: Node) -> [String: Int] {
    var lines: [String: Int] = [:]
    for (key, value) in node.mapping ?? [:] { lines[key.scalar?.string ?? ""] = value.mark?.line }
    return lines
  }

  private func truth(_ node: Node) throws(StudyError) -> Bool {
    switch try scalar(node) {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw failure(node, "'\(try scalar(node))' is neither true nor false")
    }
  }
}
