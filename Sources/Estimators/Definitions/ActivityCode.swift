/// Codes of sectors that say what they hold of ISIC Rev. 4: "J62_J63", "C10-C12", "D58T60", "CPA_J-N".
enum ActivityCode {
  /// First and last division of each section.
  private static let sections: [Character: ClosedRange<Int>] = [
    "A": 1...3, "B": 5...9, "C": 10...33, "D": 35...35, "E": 36...39, "F": 41...43, "G": 45...47, "H": 49...53, "I": 55...56,
    "J": 58...63, "K": 64...66, "L": 68...68, "M": 69...75, "N": 77...82, "O": 84...84, "P": 85...85, "Q": 86...88, "R": 90...93,
    "S": 94...96, "T": 97...98, "U": 99...99,
  ]
  /// Numbers that no division has.
  private static let gaps: Set<Int> = [4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89]

  /// The divisions, two digits each; nil for a code of another form. Bare numbers are none: tables number their sectors.
  static func divisions(_ code: String) -> [String]? {
    let bare = code.hasPrefix("CPA_") ? String(code.dropFirst(4)) : code
    guard bare.first?.isLetter == true else { return nil }
    var divisions: [String] = []
    for part in bare.split(separator: "_", omittingEmptySubsequences: false) {
      guard let range = range(part) else { return nil }
      for division in range where !gaps.contains(division) { divisions.append(division < 10 ? "0\(division)" : "\(division)") }
    }
    return divisions.isEmpty ? nil : divisions
  }

  private static func range(_ part: Substring) -> ClosedRange<Int>? {
    if let match = part.wholeMatch(of: /[A-U]?([0-9]{2})(?:[-T][A-U]?([0-9]{2}))?/) {
      guard let first = Int(match.1), let last = match.2.map({ Int($0) }) ?? first, first <= last else { return nil }
      return first...last
    }
    guard let match = part.wholeMatch(of: /([A-U])(?:-([A-U]))?/), let first = section(match.1) else { return nil }
    guard let other = match.2 else { return first }
    guard let last = section(other), first.lowerBound <= last.upperBound else { return nil }
    return first.lowerBound...last.upperBound
  }

  private static func section(_ text: Substring) -> ClosedRange<Int>? { text.first.flatMap { sections[$0] } }
}
