import Foundation

/// The bracketed lists in a manifest: where they are and what their items say.
struct ManifestText {
  private let text: SwiftText

  init(_ source: String) { text = SwiftText(source) }

  func line(at offset: Int) -> Int { text.line(at: offset) }

  /// The insides of every call of `function`.
  func calls(of function: String) -> [Range<Int>] {
    offsets(of: function + "(").filter { start in start == 0 || !isWordByte(text.code[start - 1]) }
      .compactMap { insides(from: $0 + function.utf8.count) }
  }

  /// The insides of the array that the constant `name` is set to.
  func array(named name: String) -> Range<Int>? {
    guard let declaration = offsets(of: "let \(name):").first,
      let equals = offsets(of: "= [").first(where: { $0 > declaration })
    else { return nil }
    return insides(from: equals + 2)
  }

  /// The items of a list, separated by commas that stand in no deeper bracket. An empty last item is dropped.
  func items(_ list: Range<Int>) -> [Range<Int>] {
    var items: [Range<Int>] = []
    var depth = 0
    var start = list.lowerBound
    for i in list {
      depth += step(text.code[i])
      if depth == 0, text.code[i] == UInt8(ascii: ",") {
        items.append(start..<i)
        start = i + 1
      }
    }
    items.append(start..<list.upperBound)
    return items.filter { !content($0).isEmpty }
  }

  /// The insides of the first bracket in a range.
  func insides(in range: Range<Int>) -> Range<Int>? {
    range.first { step(text.code[$0]) == 1 }.flatMap { insides(from: $0) }
  }

  /// What an item says, without comments and outer spaces.
  func content(_ item: Range<Int>) -> String {
    String(decoding: text.withoutComments[item], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The items of a list as label and value; items without a label are left out.
  func labelled(_ list: Range<Int>) -> [String: Range<Int>] {
    var values: [String: Range<Int>] = [:]
    for item in items(list) {
      guard let colon = item.first(where: { text.code[$0] == UInt8(ascii: ":") }) else { continue }
      values[content(item.lowerBound..<colon)] = colon + 1..<item.upperBound
    }
    return values
  }

  /// The contents of all string literals in a range.
  func strings(in range: Range<Int>) -> [String] {
    let quotes = range.filter { text.code[$0] == UInt8(ascii: "\"") }
    return stride(from: 0, to: quotes.count - 1, by: 2).map { k in
      String(decoding: text.withoutComments[quotes[k] + 1..<quotes[k + 1]], as: UTF8.self)
    }
  }

  private func insides(from opening: Int) -> Range<Int>? {
    var depth = 0
    for i in opening..<text.code.count {
      depth += step(text.code[i])
      if depth == 0 { return opening + 1..<i }
    }
    return nil
  }

  private func offsets(of word: String) -> [Int] {
    let bytes = Array(word.utf8)
    return text.code.indices.filter { text.code[$0...].starts(with: bytes) }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    let scalar = Character(Unicode.Scalar(byte))
    return scalar.isLetter || scalar.isNumber || scalar == "_" || scalar == "."
  }

  private func step(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): -1
    default: 0
    }
  }
}
