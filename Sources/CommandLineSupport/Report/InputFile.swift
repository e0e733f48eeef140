import Crypto
import Foundation
import Leontief

/// A file that went into a result, with the checksum that identifies its content.
public struct InputFile: Encodable, Sendable, Equatable {
  public let path: String
  public let bytes: Int
  public let sha256: String

  /// Reads the file once, a few MiB at a time. Errors: `CommandFailure` when it cannot be read.
  public init(path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(.badInput, "\(path): cannot read it for its checksum")
    }
    var hash = SHA256()
    var count = 0
    while let block = try handle.read(upToCount: 4 << 20), !block.isEmpty {
      hash.update(data: block)
      count += block.count
    }
    self.path = path
    bytes = count
    sha256 = hash.finalize().map { String(format: "%02x", $0) }.joined()
  }

  /// The file itself, or the files of a folder in order of name, without those that were not used.
  public static func all(at path: String, except unused: [String]) throws -> [InputFile] {
    guard isFolder(path) else { return [try InputFile(path: path)] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    return try names.filter { !unused.contains($0) && !isFolder("\(path)/\($0)") }.map { try InputFile(path: "\(path)/\($0)") }
  }

  public static func isFolder(_ path: String) -> Bool {
    (try? URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
  }

  /// True when `path` names `folder` itself or something below it, through links or not.
  public static func lies(_ path: String, inside folder: String) -> Bool {
    let (target, root) = (resolved(path), resolved(folder))
    return target == root || target.hasPrefix(root + "/")
  }

  /// Links followed as far as there is something; what does not exist yet keeps its name in its folder.
  private static func resolved(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    if FileManager.default.fileExists(atPath: path) { return url.resolvingSymlinksInPath().standardizedFileURL.path }
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath().standardizedFileURL
    return folder.appendingPathComponent(url.lastPathComponent).path
  }
}
