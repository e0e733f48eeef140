import Crypto
import Foundation

/// Documents with a checksum of themselves.
public enum SealedDocument {
  static let key = "checksum"

  /// SHA-256 of the canonical text without the checksum itself, in 64 hexadecimal digits.
  public static func checksum(_ document: JSONValue) -> String {
    var bare = document
    if case .object(var members) = document {
      members[key] = nil
      bare = .object(members)
    }
    return SHA256.hash(data: Data(bare.canonicalText.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The text of a file: snake_case keys in alphabetical order, numbers in full precision, the checksum beside the document's
  /// own keys. Errors: a number that is not finite.
  public static func text(_ document: some Encodable) throws -> String {
    let bare = try JSONReader.value(of: try encode(Sealed(document: document, checksum: nil)))
    return try encode(Sealed(document: document, checksum: checksum(bare))) + "\n"
  }

  private static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private struct Sealed<Document: Encodable>: Encodable {
    let document: Document
    let checksum: String?

    enum CodingKeys: String, CodingKey { case checksum }

    func encode(to encoder: any Encoder) throws {
      try document.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(checksum, forKey: .checksum)
    }
  }
}
