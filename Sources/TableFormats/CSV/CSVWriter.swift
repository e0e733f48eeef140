/// Text of csv files: fields quoted where they must be, records ended by a line feed.
package enum CSVWriter {
  package static func record(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") + "\n" }

  /// The field as it stands in the file. Blanks at the ends are quoted, since spreadsheets drop them otherwise.
  static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes || field.first == " " || field.last == " " || field.hasPrefix("\u{FEFF}") else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
