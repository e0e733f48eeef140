/// The Python literals that occur in a `.npy` header.
enum PythonLiteral: Equatable {
  case string(String)
  case bool(Bool)
  case tuple([Int])
  /// A literal of another kind (the field list of a structured type): its extent is known, its meaning is not.
  case other
}

/// Reads the dictionary literal of a `.npy` header.
struct PythonLiteralParser {
  struct Failure: Error { let reason: String }

  private let text: [UInt8]
  private var position = 0

  init(_ text: String) { self.text = Array(text.utf8) }

  mutating func dictionary() throws(Failure) -> [String: PythonLiteral] {
    var entries: [String: PythonLiteral] = [:]
    try expect("{")
    while !accept("}") {
      let key = try string()
      try expect(":")
      guard entries.updateValue(try value(), forKey: key) == nil else { throw Failure(reason: "'\(key)' twice") }
      if !accept(",") {
        try expect("}")
        break
      }
    }
    skipSpaces()
    guard position == text.count else { throw Failure(reason: "text follows the dictionary") }
    return entries
  }

  private mutating func value() throws(Failure) -> PythonLiteral {
    skipSpaces()
    guard position < text.count else { throw Failure(reason: "it ends early") }
    switch text[position] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "("): return .tuple(try tuple())
    case UInt8(ascii: "["):
      try skipList()
      return .other
    default:
      if accept("True") { return .bool(true) }
      if accept("False") { return .bool(false) }
      throw Failure(reason: "unexpected '\(Character(UnicodeScalar(text[position])))'")
    }
  }

  private mutating func tuple() throws(Failure) -> [Int] {
    var numbers: [Int] = []
    try expect("(")
    while !accept(")") {
      numbers.append(try integer())
      if !accept(",") {
        try expect(")")
        break
      }
    }
    return numbers
  }

  private mutating func integer() throws(Failure) -> Int {
    skipSpaces()
    let start = position
    while position < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position]) { position += 1 }
    let digits = String(decoding: text[start..<position], as: UTF8.self)
    guard let number = Int(digits) else { throw Failure(reason: "'\(digits)' is not an extent") }
    return number
  }

  private mutating func string() throws(Failure) -> String {
    skipSpaces()
    guard position < text.count, [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(text[position]) else {
      throw Failure(reason: "a quoted name is missing")
    }
    let quote = text[position]
    guard let end = text[(position + 1)...].firstIndex(of: quote) else { throw Failure(reason: "a quote is not closed") }
    defer { position = end + 1 }
    return String(decoding: text[(position + 1)..<end], as: UTF8.self)
  }

  private mutating func skipList() throws(Failure) {
    var depth = 0
    while position < text.count {
      if text[position] == UInt8(ascii: "[") { depth += 1 }
      if text[position] == UInt8(ascii: "]") { depth -= 1 }
      position += 1
      if depth == 0 { return }
    }
    throw Failure(reason: "a list is not closed")
  }

  private mutating func accept(_ token: String) -> Bool {
    skipSpaces()
    guard text[position...].starts(with: token.utf8) else { return false }
    position += token.utf8.count
    return true
  }

  private mutating func expect(_ token: String) throws(Failure) {
    guard accept(token) else { throw Failure(reason: "'\(token)' is missing") }
  }

  private mutating func skipSpaces() {
    while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
  }
}
