/// Why a document cannot be read, with the key it stands at as the file spells it.
struct DecodingProblem {
  let text: String

  /// The decoder tells no place of a number that is too large for its type: the first such number is looked up.
  init(_ error: any Error, of value: JSONValue) {
    if case .dataCorrupted(let context)? = error as? DecodingError, context.codingPath.isEmpty,
      let (place, number) = Self.tooLarge(value, at: "")
    {
      text = "\(place) cannot be read: \(number) is too large"
      return
    }
    guard let error = error as? DecodingError else {
      text = "\(error)"
      return
    }
    switch error {
    case .keyNotFound(let key, let context): text = "\(Self.path(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      text = "\(Self.path(context.codingPath)) cannot be read: \(context.debugDescription)"
    @unknown default: text = "\(error)"
    }
  }

  /// "cells[3].stats.ci95".
  private static func path(_ keys: [any CodingKey]) -> String {
    let path = keys.reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return (path.isEmpty ? "" : path + ".") + snakeCase(key.stringValue)
    }
    return path.isEmpty ? "the document" : path
  }

  /// The first number beyond all whole ones of 64 bits.
  private static func tooLarge(_ value: JSONValue, at path: String) -> (path: String, number: String)? {
    switch value {
    case .number(let text): abs(Double(text) ?? .infinity) >= 0x1p64 ? (path, text) : nil
    case .object(let members):
      members.sorted { $0.key < $1.key }.lazy.compactMap { tooLarge($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
        .first
    case .array(let elements): elements.enumerated().lazy.compactMap { tooLarge($1, at: "\(path)[\($0)]") }.first
    default: nil
    }
  }

  private static func snakeCase(_ name: String) -> String {
    name.reduce("") { $0 + ($1.isUppercase ? "_" + $1.lowercased() : String($1)) }
  }
}
