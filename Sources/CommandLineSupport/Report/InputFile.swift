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

  /// The file itself, or all regular files of a folder in order of name.
  public static func all(at path: String) throws -> [InputFile] {
    var isFolder = false
    do {
      isFolder = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeDirectory
    } catch { throw CommandFailure(.badInput, "\(path): cannot read it for its checksum") }
    guard isFolder else { return [try InputFile(path: path)] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    return try names.map { "\(path)/\($0)" }.filter(Self.isRegular).map(InputFile.init)
  }

  private static func isRegular(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType) == .typeRegular
  }
}
