/// Why a document cannot be read, with the key it stands at as the file spells it.
struct DecodingProblem {
  let text: String

  init(_ error: any Error) {
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

  private static func snakeCase(_ name: String) -> String {
    name.reduce("") { $0 + ($1.isUppercase ? "_" + $1.lowercased() : String($1)) }
  }
}
