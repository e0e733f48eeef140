import Tables

extension StudyDraft {
  /// The study. `years`: a table and its year each, for a study of several years.
  public func text(years: [(year: Int, table: String)] = []) -> String {
    var parts = [heading, "title: \(Self.quoted("Core digital economy: \(title)"))\nsource: \(Self.quoted(location.set.source))"]
    if !years.isEmpty {
      parts.append(
        "years:\n" + years.map { "  - {year: \($0.year), table: \(Self.quoted($0.table))}" }.joined(separator: "\n"))
    }
    parts += ["digital:\n" + groups.map(subsector).joined(separator: "\n")]
    if !unmatched.isEmpty { parts.append(unmatched.map { Self.comment($0) }.joined(separator: "\n")) }
    parts.append("method: aggregated  # or: block")
    parts += [split, disrupted]
    if !notes.isEmpty { parts.append("notes:\n" + notes.map { "  - \(Self.quoted($0))" }.joined(separator: "\n")) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let set = location.set
    return [
      Self.comment(
        "A starting study of the core digital economy, written by 'leontief study new' from the codes and names of the "
          + "table's sectors. Check every line; it is yours to change."),
      "#", Self.comment("Table: \(title)"), Self.comment("Recognised as: \(recognition)"),
      Self.comment("Digital: \(set.id) (\(set.standing.rawValue)), \(set.title), by \(set.scheme)"), "#",
      Self.comment(
        "Sectors are whole. What a sector holds beside digital products overstates the digital economy: to take a part "
          + "of it, use 'split' below."),
    ].joined(separator: "\n")
  }

  private func subsector(_ group: (name: String, members: [Member])) -> String {
    var lines = ["  \(Self.quoted(group.name)):"]
    for member in group.members {
      lines.append(Self.comment("\(member.sector.code), \(member.name): \(held(member))", indent: "    "))
      lines += member.positions.map { "    - \(Self.code(labels.shortName($0)))" }
    }
    return lines.joined(separator: "\n")
  }

  /// How a sector that is not wholly digital would be split: of those left out the one with the largest part.
  private var split: String {
    let others = leftOut.sorted { $0.sector.part ?? 0 > $1.sector.part ?? 0 }
    let candidates = (others + groups.flatMap(\.members)).filter { !$0.sector.isWhole && !$0.positions.isEmpty }
    guard let example = candidates.first else { return "# No sector needs a split." }
    let name = labels.shortName(example.positions[0])
    let code = example.sector.code
    return """
      # A part of a sector, by its share of revenue: with 'share:' (the shares sum to one), or with 'revenue:' and 'source:'. Then
      # name \(code).digital under 'digital', in the place of \(code) where it stands there.
      # split:
      #   - sector: \(Self.code(name))
      #     into:
      #       - { code: \(Self.code("\(code).digital")), name: \(Self.quoted("\(example.name), digital")), share: … }
      #       - { code: \(Self.code("\(code).other")), name: \(Self.quoted("\(example.name), other")), share: … }
      """
  }

  private var disrupted: String {
    """
    # With the sectors that digital services change, for the digitally dependent economy (most of the list is from memory):
    # disrupted:
    #   definition: aeg-2019-disrupted
    """
  }

  private var notes: [String] {
    groups.flatMap(\.members).filter { !$0.sector.isWhole }.map {
      "\($0.sector.code) is taken whole, though it \(held($0)); the digital economy is overstated by the rest."
    }
  }

  /// A text as a YAML scalar of one line.
  static func quoted(_ text: String) -> String {
    let line = text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    let visible = line.unicodeScalars.filter { $0.properties.generalCategory != .control }
    return "\"" + String(String.UnicodeScalarView(visible)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A code, quoted where YAML could take it for something else.
  static func code(_ code: String) -> String {
    let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    let isPlain =
      code.first?.isLetter == true
      && code.utf8.allSatisfy { byte in
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        return isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_.-/".utf8.contains(byte)
      }
    return isPlain && !words.contains(code.lowercased()) ? code : quoted(code)
  }

  /// Lines of a comment, at most some hundred letters each.
  static func comment(_ text: String, indent: String = "") -> String {
    var lines = [""]
    for word in text.split(whereSeparator: \.isWhitespace) {
      let visible = String(String.UnicodeScalarView(word.unicodeScalars.filter { $0.properties.generalCategory != .control }))
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = visible
      } else if last.count + visible.count < 110 {
        lines[lines.count - 1] = last + " " + visible
      } else {
        lines.append(visible)
      }
    }
    return lines.map { "\(indent)# \($0)" }.joined(separator: "\n")
  }
}
