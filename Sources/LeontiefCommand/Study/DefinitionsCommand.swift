import ArgumentParser
import CommandLineSupport
import Leontief

struct DefinitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "definitions", abstract: "List the built-in definitions of what is digital, or print one with its source.",
    discussion: """
      A definition is a YAML file: codes in groups with their source and standing (published, derived or unverified), sets of a \
      classification's sectors, or a map of a classification by ISIC. A study names one ('digital: {definition: adb-2021}'), or a \
      file of your own: 'leontief definitions adb-2021 > mine.yaml' is a start.
      """)

  @Argument(help: "The definition to print, as the file it is.")
  var name: String?
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: nil)
    let entries = try name.map { [try DefinitionCatalogue.entry($0)] } ?? DefinitionCatalogue.all
    var rows: [Row] = []
    for entry in entries { rows.append(Row(try entry.definition, entry, withText: name != nil)) }
    if options.printsText { try StandardOutput.print(name == nil ? list(rows) : String(entries[0].text.dropLast())) }
    try session.finish(schema: "leontief-definitions/1", engine: nil, content: Content(definitions: rows))
  }

  private func list(_ rows: [Row]) -> String {
    var table = TextTable("name", "standing", "codes of", "title")
    for row in rows { table.add(row.name, row.standing, row.scheme, row.title) }
    return table.leftText
  }

  private struct Row: Encodable {
    let name: String
    let title: String
    let scheme: String
    let standing: String
    let source: String
    let sha256: String
    /// The file, where one definition is asked for.
    @OrNull var text: String?

    init(_ definition: Definition, _ entry: DefinitionCatalogue.Entry, withText: Bool) {
      (name, title, scheme) = (definition.id, definition.title, definition.scheme)
      (standing, source) = (definition.standing.rawValue, definition.source)
      sha256 = DefinitionChecksum(of: entry.text).sha256
      text = withText ? entry.text : nil
    }
  }

  private struct Content: Encodable {
    let definitions: [Row]
  }
}
