/// Reads JSON by RFC 8259 to the letter: no NaN, no trailing commas, no key twice.
struct JSONReader {
  let bytes: [UInt8]
  var position = 0
  private var depth = 0

  /// Objects and arrays inside each other.
  private static let mostDepth = 100

  /// The value of a whole text.
  static func value(of text: String) throws(JSONTextError) -> JSONValue {
    var reader = JSONReader(bytes: Array(text.utf8))
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == reader.bytes.count else { throw reader.error("something follows the document") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  mutating func take(_ byte: Character) -> Bool {
    guard let next, next == byte.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(JSONTextError) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONTextError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONTextError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONTextError) -> JSONValue
  ) throws(JSONTextError) -> JSONValue {
    depth += 1
    guard depth <= Self.mostDepth else { throw error("more than \(Self.mostDepth) values inside each other") }
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONTextError) -> JSONValue {
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw error("a key is expected") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw error("a colon is expected after the key '\(key)'") }
      guard members.updateValue(try value(), forKey: key) == nil else { throw error("the key '\(key)' stands twice") }
      skipSpace()
    } while take(",")
    guard take("}") else { throw error("a comma or the end of the object is expected") }
    return .object(members)
  }

  private mutating func array() throws(JSONTextError) -> JSONValue {
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw error("a comma or the end of the array is expected") }
    return .array(elements)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONTextError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw error("a value is expected") }
    position += word.utf8.count
    return value
  }

  private mutating func digits() throws(JSONTextError) {
    guard let next, isDigit(next) else { throw error(position == bytes.count ? "the text ends early" : "a value is expected") }
    while let next = self.next, isDigit(next) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Within the range of doubles.
  private mutating func number() throws(JSONTextError) -> String {
    let start = position
    _ = take("-")
    let isZero = next == UInt8(ascii: "0")
    let first = position
    try digits()
    guard !isZero || position == first + 1 else { throw error("a number begins with a zero") }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else { throw error("the number \(text) is too large") }
    return text
  }

  func error(_ what: String) -> JSONTextError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - ((before.lastIndex(of: 0x0A) ?? -1) + 1) + 1
    return JSONTextError(line: line, column: column, what: what)
  }
}

/// Why a text is no JSON.
public struct JSONTextError: Error, Equatable, CustomStringConvertible {
  public let line: Int
  public let column: Int
  public let what: String

  public var description: String { "line \(line), column \(column): no JSON: \(what)" }
}
