import Foundation

/// The small text files in which the system tells of itself, under "/" or a folder that stands for it.
public struct SystemFiles: Sendable {
  private let root: String

  public init(root: String = "") { self.root = root }

  /// Without white space at its ends; nil for a file that is not there or says nothing.
  func text(_ path: String) -> String? {
    guard let text = try? String(contentsOfFile: root + path, encoding: .utf8) else { return nil }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }

  func lines(_ path: String) -> [Substring] { text(path)?.split(separator: "\n") ?? [] }

  func number(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

  /// What stands behind the first of the lines that begin with `key`, and after a colon or equal sign: "microcode\t: 0xb".
  func value(_ key: String, in path: String) -> String? {
    for line in lines(path) where line.hasPrefix(key) {
      let rest = line.dropFirst(key.count).drop { $0.isWhitespace }
      guard let mark = rest.first, mark == ":" || mark == "=" else { continue }
      let text = rest.dropFirst().trimmingCharacters(in: CharacterSet.whitespaces.union(["\""]))
      return text.isEmpty ? nil : text
    }
    return nil
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + path) }

  /// Names in a folder that are `prefix` and a number, by their numbers.
  func numbered(_ prefix: String, in folder: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }.sorted()
  }
}
