// A calibration as a file: a heading, the key, one line of rates for each case, one of the roofs, and an end by which a cut
// file is known.
extension Calibration {
  private static let heading = "leontief-calibration 3"

  var text: String {
    let rates = AutoCase.all.map { "rate \($0) \(self.rates(of: $0).swift) \(self.rates(of: $0).library)" }
    return ([Self.heading] + key.lines + rates + [HostRoofs.line(roofs), "end", ""]).joined(separator: "\n")
  }

  /// Why a text is no calibration for a key: one line.
  struct Unusable: Error, Equatable { let reason: String }

  init(_ text: String, key: CalibrationKey) throws(Unusable) {
    try self.init(text)
    guard self.key == key else { throw Unusable(reason: "it was made for another processor or library") }
  }

  /// What a file holds, for whatever host and library.
  init(_ text: String) throws(Unusable) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == Self.heading else { throw Unusable(reason: "it is not a calibration of this version") }
    let cases = AutoCase.all
    let count = CalibrationKey.lineCount
    guard lines.count == 1 + count + cases.count + 3, lines.suffix(2) == ["end", ""] else {
      throw Unusable(reason: "it is not complete")
    }
    var rates: [Rates] = []
    for (auto, line) in zip(cases, lines.dropFirst(1 + count)) { rates.append(try Self.rates(line, auto)) }
    let key = CalibrationKey(lines: Array(lines[1...count]))
    self.init(key: key, roofs: try HostRoofs.read(lines[lines.count - 3])) { rates[$0.index] }
  }

  private static func rates(_ line: String, _ auto: AutoCase) throws(Unusable) -> Rates {
    let prefix = "rate \(auto) "
    let numbers = line.hasPrefix(prefix) ? line.dropFirst(prefix.count).split(separator: " ").map { Double($0) } : []
    guard numbers.count == 2, let swift = numbers[0], let library = numbers[1], swift.isFinite, library.isFinite,
      swift > 0, library > 0
    else { throw Unusable(reason: "its line for \(auto) is wrong") }
    return Rates(swift: swift, library: library)
  }
}
