import CommandLineSupport
import Foundation
import Leontief

/// The tables of a study of several years, from the study's folder or another.
struct StudyTables {
  let file: TrendFile
  /// Where the tables lie, if not beside the study.
  let folder: String?

  func path(of year: TrendStudy.Year) -> String {
    guard let folder, !year.table.hasPrefix("/") else { return file.resolved(year.table) }
    return "\(folder)/\(year.table)"
  }

  /// A table that is not there is the study's mistake. Errors: its line, and the tables that are.
  func checkedPath(of year: TrendStudy.Year) throws -> String {
    let path = path(of: year)
    guard FileManager.default.fileExists(atPath: path) else {
      let url = URL(fileURLWithPath: path)
      let others = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
      throw file.failure(
        year.year, "there is no table \(path) for \(year.year)\(NearestNames.hint(url.lastPathComponent, among: others))")
    }
    return path
  }
}
