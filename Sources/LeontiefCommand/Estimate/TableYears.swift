import CommandLineSupport
import Leontief

/// The years of several tables whose money and flows agree, told before any is read.
struct TableYears {
  let tables: [String]
  let years: [Int]
  /// The study that names the tables; nil where the command does.
  private let file: TrendFile?
  private var economy = RegionAgreement()

  var study: StudyFile? { file?.file }

  /// Errors: a table without a year, years that do not ascend, units, currencies or kinds of flows that are stated and
  /// differ.
  ///
  /// `file`: the study of the tables, one for each of its years, if there is one: its years are those of tables that state none,
  /// and errors have its lines.
  init(_ tables: [String], of file: TrendFile? = nil) throws {
    var (years, said): ([Int], MetadataAgreement) = ([], MetadataAgreement())
    for (index, path) in tables.enumerated() {
      let found = try ReaderRegistry.standard.probe(path)
      let named = file?.trend.years[index]
      // The study's years ascend, and the line of one whose table is of another year says more than their order.
      if let file, let named { try file.check(named, isOf: found.yearNumber) }
      guard let year = found.yearNumber ?? named?.year else {
        throw CommandFailure(
          .badInput,
          "\(path) states no year; several tables need theirs: year in meta.json, or a study whose 'years' name them (--study)")
      }
      if let last = years.last, last >= year {
        throw CommandFailure(
          .usage, "\(path) is of \(year) and follows one of \(last); name the tables in ascending order of years")
      }
      do throws(MetadataAgreement.Difference) { try said.add(found.metadata) } catch {
        if let file, let named { throw file.failure(named, error) }
        throw Self.failure(path, error)
      }
      years.append(year)
    }
    (self.tables, self.years, self.file) = (tables, years, file)
  }

  /// Errors: the sectors of the table at `index` are of another economy than those added before, with the line of a study.
  mutating func add(_ sectors: SectorIndex, at index: Int) throws {
    do throws(RegionAgreement.Difference) { try economy.add(sectors) } catch {
      if let file { throw file.failure(file.trend.years[index], error) }
      throw CommandFailure(
        .badInput,
        "\(tables[index]) is of \(error.now), the tables before of \(error.before); name tables of one economy, or correct the "
          + "regions of the sectors that are wrong")
    }
  }

  /// The years of a study and its tables; nil for a study without years. Errors: as above, with the line where the study is
  /// wrong: deflators that trade is not measured with, tables that are not there or of another year; and tables that are named
  /// beside those of the study.
  init?(_ study: YearTables.StudyOfYears, _ named: [String], takesDeflators: Bool) throws {
    guard let file = try TrendFile.ofYears(path: study.path) else {
      if study.folder != nil { throw CommandFailure(.usage, "--tables: \(study.path) has no 'years' whose tables it could mean") }
      return nil
    }
    if file.trend.deflators != nil, !takesDeflators {
      throw file.failure(
        ofKey: "deflators",
        "trade between countries is measured at current prices; take 'deflators' out (estimate trend uses them)")
    }
    guard named.isEmpty else { throw try Self.failure(file, beside: named) }
    let tables = StudyTables(file: file, folder: study.folder)
    try self.init(file.trend.years.map(tables.checkedPath), of: file)
  }

  /// Tables that are named beside those of a study's years; one of a year that the study does not have comes with the nearest.
  private static func failure(_ file: TrendFile, beside named: [String]) throws -> EstimationError {
    let years = file.trend.years.map(\.year)
    let cure = "the study names the tables of its years; name none beside it, or take 'years' out"
    for path in named {
      guard let year = try ReaderRegistry.standard.probe(path).yearNumber, !years.contains(year) else { continue }
      let other = "\(path) is of \(year), which is none of them\(NearestYears.hint(year, among: years))"
      return file.failure(ofKey: "years", "\(cure) (\(other))")
    }
    return file.failure(ofKey: "years", cure)
  }

  private static func failure(_ path: String, _ difference: MetadataAgreement.Difference) -> CommandFailure {
    CommandFailure(
      .badInput,
      "the \(difference.what) of \(path) is '\(difference.now)', that of the tables before '\(difference.before)'; convert one of "
        + "them, or correct '\(difference.key)' in the metadata that are wrong")
  }
}
