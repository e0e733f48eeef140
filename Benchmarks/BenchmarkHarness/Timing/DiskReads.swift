import Foundation

/// What the system has fetched from disk for this process, for files that are mapped, too.
public enum DiskReads {
  /// Bytes since the process began; nil where the system does not tell. Pages found in memory do not count.
  public static var bytesNow: Int? {
    (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8)).flatMap { bytes(in: $0) }
  }

  /// "read_bytes: 12394598400" of Linux; nil without that line.
  public static func bytes(in text: String) -> Int? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("read_bytes:") }) else { return nil }
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }
}
