/// A Swift source with everything blanked that is not code, position by position, so that offsets and lines stay true.
///
/// Regex literals are not known to it: a quote inside one would be taken for a string.
struct SwiftText {
  /// The source with comments blanked; strings keep their contents.
  private(set) var withoutComments: [UInt8]
  /// The source with comments and the contents of strings blanked.
  private(set) var code: [UInt8]
  private var position = 0

  init(_ source: String) {
    withoutComments = Array(source.utf8)
    code = withoutComments
    scanCode(insideInterpolation: false)
  }

  /// The line of an offset, from one.
  func line(at offset: Int) -> Int {
    code[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
  }

  private func sees(_ text: String, at offset: Int) -> Bool {
    offset <= code.count && code[offset...].starts(with: text.utf8)
  }

  /// Walks code; inside an interpolation it stops behind the parenthesis that closes it.
  private mutating func scanCode(insideInterpolation: Bool) {
    var depth = 0
    while position < code.count {
      if sees("//", at: position) || sees("/*", at: position) {
        skipComment()
        continue
      }
      let hashes = code[position...].prefix { $0 == UInt8(ascii: "#") }.count
      if sees("\"", at: position + hashes) {
        skipString(hashes: hashes)
        continue
      }
      if sees("(", at: position) { depth += 1 }
      if sees(")", at: position) { depth -= 1 }
      position += max(hashes, 1)
      if insideInterpolation, depth < 0 { return }
    }
  }

  private mutating func skipComment() {
    let start = position
    if sees("//", at: position) {
      while position < code.count, !sees("\n", at: position) { position += 1 }
    } else {
      var depth = 0
      repeat {
        let isOpening = sees("/*", at: position)
        let isClosing = sees("*/", at: position)
        if isOpening { depth += 1 }
        if isClosing { depth -= 1 }
        position += isOpening || isClosing ? 2 : 1
      } while depth > 0 && position < code.count
      position = min(position, code.count)
    }
    blank(start..<position, in: &withoutComments)
    blank(start..<position, in: &code)
  }

  private mutating func skipString(hashes: Int) {
    let quotes = sees("\"\"\"", at: position + hashes) ? 3 : 1
    let marks = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    let closing = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + marks
    let escape = [UInt8(ascii: "\\")] + marks
    position += hashes + quotes
    let start = position
    while position < code.count, !code[position...].starts(with: closing) {
      guard code[position...].starts(with: escape) else {
        position += 1
        continue
      }
      let isInterpolation = sees("(", at: position + escape.count)
      position = min(position + escape.count + 1, code.count)
      if isInterpolation { scanCode(insideInterpolation: true) }
    }
    blank(start..<position, in: &code)
    position = min(position + closing.count, code.count)
  }

  private func blank(_ range: Range<Int>, in bytes: inout [UInt8]) {
    for i in range where bytes[i] != UInt8(ascii: "\n") { bytes[i] = UInt8(ascii: " ") }
  }
}
