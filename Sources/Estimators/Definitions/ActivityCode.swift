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

  /// One part of a code: its divisions, and the letters before the first and the last; none where letters alone name sections.
  private struct Part {
    var divisions: ClosedRange<Int>
    var letters: (first: Character, last: Character)?

    /// Whether the divisions are in the sections of their letters: 64 is in none of "I", as Rev. 3 has it.
    var agrees: Bool {
      guard let letters else { return true }
      return sections[letters.first]?.contains(divisions.lowerBound) == true
        && sections[letters.last]?.contains(divisions.upperBound) == true
    }
  }

  /// What codes say of divisions.
  enum Reading: Equatable {
    /// Two digits each, without codes of another form.
    case divisions([String: [String]])
    /// A division stands under the letter of another section: the codes are of another revision.
    case otherRevision
    /// Letters of sections alone, none after Q: sections of Rev. 3 have these letters, too, and other contents.
    case lettersOfAnyRevision
  }

  /// The divisions of each code. Bare numbers are none: tables number their sectors. The "D" that the OECD sets before all
  /// numbers alike says nothing of sections. Letters alone are those of Rev. 4 where one is after Q, the last of Rev. 3.
  static func reading(_ codes: [String]) -> Reading {
    var read: [String: [Part]] = [:]
    for code in codes { read[code] = parts(code) }
    let parts = read.values.flatMap(\.self)
    let isOECD = parts.allSatisfy { $0.letters.map { $0.first == "D" && $0.last == "D" } == true }
    guard isOECD || parts.allSatisfy(\.agrees) else { return .otherRevision }
    if !parts.isEmpty, parts.allSatisfy({ $0.letters == nil && $0.divisions.upperBound <= lastOfEarlier }) {
      return .lettersOfAnyRevision
    }
    return .divisions(read.mapValues { $0.flatMap { part in divisions(part) } }.filter { !$0.value.isEmpty })
  }

  /// The last division of section Q.
  private static let lastOfEarlier = 88

  private static func divisions(_ part: Part) -> [String] {
    part.divisions.filter { !gaps.contains($0) }.map { $0 < 10 ? "0\($0)" : "\($0)" }
  }

  /// Nil for a code of another form. A part without a letter has that of the part before.
  private static func parts(_ code: String) -> [Part]? {
    let bare = code.hasPrefix("CPA_") ? String(code.dropFirst(4)) : code
    guard var letter = bare.first, letter.isLetter else { return nil }
    var parts: [Part] = []
    for text in bare.split(separator: "_", omittingEmptySubsequences: false) {
      guard let part = part(text, after: letter) else { return nil }
      letter = part.letters?.last ?? text.last ?? letter
      parts.append(part)
    }
    return parts
  }

  private static func part(_ text: Substring, after letter: Character) -> Part? {
    if let match = text.wholeMatch(of: /([A-U]?)([0-9]{2})(?:[-T]([A-U]?)([0-9]{2}))?/) {
      guard let first = Int(match.2), let last = match.4.map({ Int($0) }) ?? first, first <= last else { return nil }
      let start = match.1.first ?? letter
      return Part(divisions: first...last, letters: (start, match.3?.first ?? start))
    }
    guard let match = text.wholeMatch(of: /([A-U])(?:-([A-U]))?/), let first = section(match.1) else { return nil }
    guard let other = match.2 else { return Part(divisions: first) }
    guard let last = section(other), first.lowerBound <= last.upperBound else { return nil }
    return Part(divisions: first.lowerBound...last.upperBound)
  }

  private static func section(_ text: Substring) -> ClosedRange<Int>? { text.first.flatMap { sections[$0] } }
}
