/// One record of a csv file: its fields, unquoted, in one buffer that the next record reuses.
struct CSVRecord {
  /// The line of the file on which the record begins.
  private(set) var line = 0
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var lines: [Int] = []
  private var quoted: [Bool] = []

  var count: Int { ends.count }

  /// True for an empty line, and for a line of separators only, as spreadsheets write them.
  var isBlank: Bool { text.isEmpty }

  func bytes(_ index: Int) -> ArraySlice<UInt8> {
    text[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// The line on which a field begins: not the record's when an earlier field holds a line end.
  func line(of index: Int) -> Int { index < lines.count ? lines[index] : line }

  /// True when the field stands in quotes, so that blanks at its ends are meant.
  func isQuoted(_ index: Int) -> Bool { quoted[index] }

  /// The position behind the last field that is not empty.
  var filledCount: Int {
    var filled = count
    while filled > 0, bytes(filled - 1).isEmpty { filled -= 1 }
    return filled
  }

  mutating func begin(line: Int) {
    self.line = line
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    quoted.removeAll(keepingCapacity: true)
  }

  mutating func beginField(line: Int, isQuoted: Bool) {
    lines.append(line)
    quoted.append(isQuoted)
  }

  mutating func append(_ byte: UInt8) { text.append(byte) }

  mutating func endField() { ends.append(text.count) }
}
