/// Text of csv files: fields quoted where they must be, records ended by a line feed.
package enum CSVWriter {
  package static func record(_ fields: [String]) -> String {
    var text = ""
    for (position, field) in fields.enumerated() {
      if position > 0 { text += "," }
      text += quoted(field)
    }
    return text + "\n"
  }

  /// The field as it stands in the file. Blanks at the ends are quoted, since spreadsheets drop them otherwise.
  package static func quoted(_ field: String) -> String {
    guard mustBeQuoted(field) else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static func mustBeQuoted(_ field: String) -> Bool {
    let (blank, bytes) = (UInt8(ascii: " "), field.utf8)
    if bytes.first == blank || bytes.last == blank || bytes.starts(with: byteOrderMark) { return true }
    return bytes.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
