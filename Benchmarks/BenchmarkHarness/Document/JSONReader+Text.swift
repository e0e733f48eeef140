/// Strings and their escapes.
extension JSONReader {
  /// The position is that of the quote.
  mutating func string() throws(JSONTextError) -> String {
    position += 1
    var characters: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: characters, as: UTF8.self)
      case UInt8(ascii: "\\"): characters += Array(String(try escape()).utf8)
      case 0..<0x20: throw error("a string holds a control character")
      default: characters.append(byte)
      }
    }
    throw error("a string has no end")
  }

  private mutating func escape() throws(JSONTextError) -> Unicode.Scalar {
    let plain: [UInt8: Unicode.Scalar] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
    ]
    guard let byte = next else { throw error("a string has no end") }
    position += 1
    if let scalar = plain[byte] { return scalar }
    guard byte == UInt8(ascii: "u") else { throw error("a string holds an unknown escape") }
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // The first half of a pair of UTF-16.
    guard (0xD800..<0xDC00).contains(unit), take("\\"), take("u") else { throw error("a string holds half a character") }
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) else {
      throw error("a string holds half a character")
    }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONTextError) -> UInt32 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("an escape needs four hexadecimal digits") }
    position += 4
    return value
  }
}
