/// HTML and SVG as text. What is not markup is escaped when it is put in, and nowhere else.
package struct Markup: Sendable {
  package private(set) var source: String

  private init(source: String) { self.source = source }

  /// Text between tags.
  package init(text: String) { source = Self.escaped(text) }

  /// An element with its attributes, in their order, and what it holds.
  package init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []) {
    let head = attributes.map { " \($0.key)=\"\(Self.escaped($0.value))\"" }.joined()
    let isVoid = ["meta", "link", "br"].contains(name)
    source = isVoid ? "<\(name)\(head) />" : "<\(name)\(head)>" + children.map(\.source).joined() + "</\(name)>"
  }

  /// An element that holds text.
  package init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
    self.init(name, attributes, [Markup(text: text)])
  }

  /// A style sheet of this program's own.
  static func style(_ sheet: String) -> Markup { Markup(source: "<style>\n\(sheet)</style>") }

  /// One after the other, each on a line of its own.
  static func lines(_ parts: [Markup]) -> Markup {
    Markup(source: parts.map { "\n\($0.source)" }.joined())
  }

  /// What HTML would take for its own, and characters that it forbids.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped += " "
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
