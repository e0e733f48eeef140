/// Splits the bytes of a csv file into records.
///
/// Comma-separated UTF-8 with or without a byte order mark; lines end with CRLF, LF or CR; a quoted field may hold
/// separators, line ends and doubled quotes. Reference: RFC 4180.
struct CSVScanner: ~Escapable {
  private enum FieldEnd { case separator, record }

  private let bytes: Span<UInt8>
  private let path: String
  private var position = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, path: String) {
    self.bytes = bytes
    self.path = path
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
  }

  /// Reads the next record; false at the end of the file.
  @_lifetime(self: copy self)
  mutating func next(_ record: inout CSVRecord) throws(CSVError) -> Bool {
    guard position < bytes.count else { return false }
    record.begin(line: line)
    while true {
      let isQuoted = position < bytes.count && bytes[position] == Self.quote
      record.beginField(line: line, isQuoted: isQuoted)
      let end = isQuoted ? try quotedField(&record) : try plainField(&record)
      record.endField()
      if end == .record { return true }
    }
  }

  /// Reads the next record that is not blank; false at the end of the file.
  @_lifetime(self: copy self)
  mutating func nextFilled(_ record: inout CSVRecord) throws(CSVError) -> Bool {
    while try next(&record) {
      if !record.isBlank { return true }
    }
    return false
  }

  @_lifetime(self: copy self)
  private mutating func plainField(_ record: inout CSVRecord) throws(CSVError) -> FieldEnd {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
      guard byte != Self.quote else { throw error(.strayQuote, in: record) }
      record.append(byte)
      position += 1
    }
    return endOfField()
  }

  @_lifetime(self: copy self)
  private mutating func quotedField(_ record: inout CSVRecord) throws(CSVError) -> FieldEnd {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.count, bytes[position] == Self.quote else {
          return try endOfQuotedField(record)
        }
        position += 1
      }
      if byte == Self.lineFeed { line += 1 }
      record.append(byte)
    }
    throw error(.unclosedQuote, in: record)
  }

  @_lifetime(self: copy self)
  private mutating func endOfQuotedField(_ record: CSVRecord) throws(CSVError) -> FieldEnd {
    if position < bytes.count {
      let next = bytes[position]
      guard next == Self.comma || next == Self.lineFeed || next == Self.carriageReturn else {
        throw error(.textAfterQuote, in: record)
      }
    }
    return endOfField()
  }

  /// Steps over the separator, line end or end of file behind a field.
  @_lifetime(self: copy self)
  private mutating func endOfField() -> FieldEnd {
    guard position < bytes.count else { return .record }
    let byte = bytes[position]
    position += 1
    if byte == Self.comma { return .separator }
    if byte == Self.carriageReturn, position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
    line += 1
    return .record
  }

  private func error(_ reason: CSVError.Reason, in record: CSVRecord) -> CSVError {
    CSVError(path: path, line: record.line(of: record.count), column: record.count + 1, reason: reason)
  }
}
