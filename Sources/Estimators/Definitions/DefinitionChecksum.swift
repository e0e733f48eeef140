import Crypto

/// What identifies the text of a definition that went into a result, a built-in one's too: its SHA-256.
public struct DefinitionChecksum: Sendable, Equatable {
  /// 64 digits.
  public let sha256: String

  public init(of text: String) {
    sha256 = SHA256.hash(data: Array(text.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// Its first digits, as they stand beside a result.
  var text: String { "sha256 \(sha256.prefix(16))" }
}
