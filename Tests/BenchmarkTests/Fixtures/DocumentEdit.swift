import BenchmarkHarness

/// A document with another value in one place, and with a checksum that fits.
struct DocumentEdit {
  enum Kind { case changed, null }

  /// Where, without the numbers of elements: "cells[].stats.median".
  let place: String
  let kind: Kind
  let document: JSONValue

  /// Of every value another one or two, and null in its place; of arrays the first element, the last, one between them, and the
  /// array without its last.
  static func all(of document: JSONValue) -> [DocumentEdit] {
    edits(document, at: "").filter { !$0.place.isEmpty && $0.place != "checksum" }.map { edit in
      guard case .object(var members) = edit.document else { return edit }
      members["checksum"] = .string(SealedDocument.checksum(edit.document))
      return DocumentEdit(place: edit.place, kind: edit.kind, document: .object(members))
    }
  }

  private static func edits(_ value: JSONValue, at place: String) -> [DocumentEdit] {
    let own = others(value).map { DocumentEdit(place: place, kind: .changed, document: $0) }
    let null = value == .null ? [] : [DocumentEdit(place: place, kind: .null, document: .null)]
    switch value {
    case .object(let members): return null + inside(members, at: place)
    case .array(let elements): return own + null + inside(elements, at: place)
    default: return own + null
    }
  }

  private static func inside(_ members: [String: JSONValue], at place: String) -> [DocumentEdit] {
    members.flatMap { key, member in
      edits(member, at: place.isEmpty ? key : "\(place).\(key)").map { edit in
        var changed = members
        changed[key] = edit.document
        return DocumentEdit(place: edit.place, kind: edit.kind, document: .object(changed))
      }
    }
  }

  private static func inside(_ elements: [JSONValue], at place: String) -> [DocumentEdit] {
    let chosen = Set([0, elements.count / 2, elements.count - 1]).intersection(elements.indices)
    return chosen.flatMap { index in
      edits(elements[index], at: "\(place)[]").map { edit in
        var changed = elements
        changed[index] = edit.document
        return DocumentEdit(place: edit.place, kind: edit.kind, document: .array(changed))
      }
    }
  }

  /// A small change and a large one.
  private static func others(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .object: []
    case .array(let elements): elements.isEmpty ? [] : [.array(elements.dropLast())]
    case .number(let text):
      // Of seventeen digits the last one may be none of the number.
      [otherDigit(text), "\(2 * (Double(text) ?? 0) + 1)"].filter { Double($0) != Double(text) }.map { .number($0) }
    case .string(let text): [.string(otherDigit(text)), .string(text + "x")].filter { $0 != value }
    case .boolean(let flag): [.boolean(!flag)]
    case .null: [.number("1"), .string("x")]
    }
  }

  /// With another last digit, where there is one.
  private static func otherDigit(_ text: String) -> String {
    guard let place = text.lastIndex(where: \.isNumber) else { return text }
    return text.replacingCharacters(in: place...place, with: text[place] == "7" ? "3" : "7")
  }
}

extension String {
  fileprivate func replacingCharacters(in range: ClosedRange<Index>, with text: String) -> String {
    var changed = self
    changed.replaceSubrange(range, with: text)
    return changed
  }
}
