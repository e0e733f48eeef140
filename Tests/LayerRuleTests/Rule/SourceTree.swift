import Foundation

/// The files below a repository's root.
struct SourceTree {
  let root: URL

  /// The repository these tests were built from.
  static var ownRepository: SourceTree {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return SourceTree(root: root)
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Names in the root folder, hidden ones too.
  func topLevel() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.path(percentEncoded: false)).sorted()
  }

  /// Paths of all files in `folder` and below, relative to the root; none when there is no such folder.
  func files(in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path(percentEncoded: false))
    return (names?.compactMap { $0 as? String } ?? []).map { folder + "/" + $0 }.sorted()
  }
}
