/// Numbers in csv files: plain decimal notation with a point, nothing that needs a locale.
enum CSVNumber {
  /// Reads one number; blanks around it are allowed, anything else is refused with a cure.
  static func parse(_ field: ArraySlice<UInt8>) throws(CSVNumberError) -> Double {
    let trimmed = trim(field)
    guard !trimmed.isEmpty else { throw CSVNumberError(reason: .blank) }
    guard isDecimal(trimmed) else { throw refusal(of: trimmed) }
    let text = String(decoding: trimmed, as: UTF8.self)
    guard let value = Double(text) else { throw refusal(of: trimmed) }
    guard value.isFinite else {
      throw CSVNumberError(reason: .notANumber(text, cure: "it is too large for a 64-bit float"))
    }
    guard value != 0 || !hasNonZeroDigit(trimmed) else {
      throw CSVNumberError(reason: .notANumber(text, cure: "it is too small for a 64-bit float"))
    }
    return value
  }

  private static func trim(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let first = field.firstIndex(where: { !isBlank($0) }), let last = field.lastIndex(where: { !isBlank($0) }) else {
      return []
    }
    return field[first...last]
  }

  /// Sign, digits with at most one point, exponent. `Double.init` alone would also take "nan", "inf" and "0x1p3".
  private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    skipSign(&rest)
    let whole = skipDigits(&rest)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = skipDigits(&rest)
    }
    guard whole + fraction > 0 else { return false }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      skipSign(&rest)
      guard skipDigits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func skipSign(_ text: inout ArraySlice<UInt8>) {
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { text.removeFirst() }
  }

  private static func skipDigits(_ text: inout ArraySlice<UInt8>) -> Int {
    let before = text.count
    while let digit = text.first, isDigit(digit) { text.removeFirst() }
    return before - text.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func hasNonZeroDigit(_ text: ArraySlice<UInt8>) -> Bool {
    for byte in text {
      if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") { return false }
      if isDigit(byte), byte != UInt8(ascii: "0") { return true }
    }
    return false
  }

  private static func refusal(of field: ArraySlice<UInt8>) -> CSVNumberError {
    guard let text = String(validating: field, as: UTF8.self) else { return CSVNumberError(reason: .notUTF8) }
    let hasDigits = field.contains(where: isDigit)
    let cure =
      switch true {
      case hasDigits && text.contains(","): "write a point for decimals and no thousands separators"
      case hasDigits && text.contains(where: \.isWhitespace): "write no spaces between digits"
      case ["nan", "na", "n/a", "#n/a", "inf", "-inf", "null", "infinity", "-infinity"].contains(text.lowercased()):
        "missing and infinite values are not accepted"
      default: "write plain decimals such as 1234.5 or 1.2345e3"
      }
    return CSVNumberError(reason: .notANumber(text, cure: cure))
  }
}

/// A number that was refused; the caller knows the place.
struct CSVNumberError: Error { let reason: CSVError.Reason }
