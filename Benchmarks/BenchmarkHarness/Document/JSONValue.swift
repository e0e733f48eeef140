/// A JSON document as it stands in a file: numbers keep their digits, so that none can be changed unseen.
public enum JSONValue: Sendable, Equatable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// Its text as written.
  case number(String)
  case boolean(Bool)
  case null

  /// A member of an object; nil for anything else.
  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  public var text: String? { if case .string(let text) = self { text } else { nil } }

  public var number: Double? { if case .number(let text) = self { Double(text) } else { nil } }

  /// The elements of an array; none for anything else.
  public var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

  /// Nil where an element is no number.
  var numbers: [Double]? {
    guard case .array(let elements) = self else { return nil }
    let numbers = elements.compactMap(\.number)
    return numbers.count == elements.count ? numbers : nil
  }

  /// The canonical form: members in ascending order of their keys' bytes in UTF-8, no white space, numbers as they were written,
  /// in strings only the quote, the backslash and characters below 0x20 escaped, these as `\u00xx` in small digits.
  public var canonicalText: String {
    switch self {
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return "{" + sorted.map { "\(Self.quoted($0.key)):\($0.value.canonicalText)" }.joined(separator: ",") + "}"
    case .array(let elements): return "[" + elements.map(\.canonicalText).joined(separator: ",") + "]"
    case .string(let text): return Self.quoted(text)
    case .number(let text): return text
    case .boolean(let value): return value ? "true" : "false"
    case .null: return "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<" ": quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
