import ArgumentParser
import CommandLineSupport
import Foundation
import Leontief

struct NewStudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a commented starting study that runs as it is.",
    discussion: """
      The table's classification is recognised by its codes and names, and its sectors are held against a definition of what \
      is digital ('leontief definitions'). Sectors at least a fifth of whose ISIC classes are digital are taken, whole; the study \
      says what each holds, what was left out and what was not found. Several tables, one a year, give a study for \
      'leontief estimate trend'; all must have the sectors that are taken of the first.
      """)

  @Argument(help: "A canonical folder or a labelled CSV file; several for a study of several years.")
  var tables: [String]
  @Option(help: ArgumentHelp("The study to write.", valueName: "study.yaml"))
  var out: String
  @Option(
    help: ArgumentHelp(
      "What is digital: a built-in definition, or the path of a file of your own (with a / or .yaml).", valueName: "name"))
  var definition = "adb-2021"
  @Option(help: ArgumentHelp("Take the sectors of this region only (again for more). Default: of all regions."))
  var region: [String] = []
  @Flag(help: "Replace an existing study.")
  var overwrite = false
  @Flag(help: "Accept sectors with negative output instead of refusing a table.")
  var allowNegativeOutput = false
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: tables[0], out: out)
    for table in tables where InputFile.lies(out, inside: table) {
      throw CommandFailure(.usage, "\(out) lies inside \(table); choose another place")
    }
    guard overwrite || !FileManager.default.fileExists(atPath: out) else {
      throw CommandFailure(.badInput, "\(out) is there already; choose another name or ask to replace it (--overwrite)")
    }
    let target = try ReportTarget(path: out)
    let set = try session.activities(definition)
    let draft = try draft(tables[0], set, session)
    var years: [(year: Int, table: String)] = []
    if tables.count > 1 {
      for table in tables { years.append((try year(of: table), URL(fileURLWithPath: table).standardizedFileURL.path)) }
      years.sort { $0.year < $1.year }
      for (first, second) in zip(years, years.dropFirst()) where first.year == second.year {
        throw CommandFailure(.badInput, "\(first.table) and \(second.table) are both of \(first.year); give one a year")
      }
      try check(draft, session)
    }
    try target.write(draft.text(years: years))
    session.progress.finish()
    if options.printsText { try StandardOutput.print(text(draft)) }
    try session.finish(schema: "leontief-study/1", engine: nil, content: document(draft, set))
  }

  private func draft(_ path: String, _ set: ActivitySet, _ session: CommandSession) throws -> StudyDraft {
    try StudyDraft(table(path, session), set, regions: region)
  }

  private func table(_ path: String, _ session: CommandSession) throws -> InputOutputTable {
    try session.read(path, negativeOutput: allowNegativeOutput ? .allowed : .refused).takeTable()
  }

  /// Every year must have what a study of several years asks of its table.
  private func check(_ draft: StudyDraft, _ session: CommandSession) throws {
    let lacking = "which a study of several years needs"
    guard draft.hasValueAdded else { throw CommandFailure(.badInput, "\(tables[0]) has no value added, \(lacking)") }
    for path in tables.dropFirst() {
      let table = try table(path, session)
      guard table.valueAdded != nil else { throw CommandFailure(.badInput, "\(path) has no value added, \(lacking)") }
      let missing = draft.missing(from: table.sectors)
      guard let first = missing.first else { continue }
      throw CommandFailure(
        .badInput,
        "\(path) lacks sector \(first)\(missing.count > 1 ? " and \(missing.count - 1) more" : "") that the study takes of "
          + "\(tables[0]); give tables of one classification and the same regions")
    }
  }

  private func year(of path: String) throws -> Int {
    guard let number = try ReaderRegistry.standard.probe(path).yearNumber else {
      throw CommandFailure(.badInput, "\(path) has no year; a study of several years needs one in its meta.json")
    }
    return number
  }

  private func text(_ draft: StudyDraft) -> String {
    let what = draft.hasValueAdded ? "digital" : "digital-world"
    let command = tables.count > 1 ? "leontief estimate trend \(out)" : "leontief estimate \(what) \(tables[0]) --study \(out)"
    return (["recognised as \(draft.recognition)"] + draft.findings + ["run it: \(command)"]).joined(separator: "\n")
  }

  private func document(_ draft: StudyDraft, _ set: ActivitySet) -> Content {
    Content(
      study: out, definition: set.id, standing: set.standing.rawValue, recognition: draft.recognition, findings: draft.findings)
  }

  private struct Content: Encodable {
    let study: String
    let definition: String
    let standing: String
    let recognition: String
    let findings: [String]
  }
}
