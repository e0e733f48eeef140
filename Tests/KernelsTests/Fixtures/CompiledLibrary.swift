import Foundation

/// A shared library made of C source when a test needs it. Its folder goes with the last reference; a loaded library stays in
/// memory.
final class CompiledLibrary: Sendable {
  static let compiler: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/cc" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  private struct CompilerFailure: Error { let status: Int32 }

  let folder: URL
  let path: String

  init(_ source: String, name: String = "libcounterfeit.so", options: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "counterfeit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: name).path(percentEncoded: false)
    let file = folder.appending(path: "counterfeit.c")
    try Data(source.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: Self.compiler ?? "cc")
    process.arguments = ["-shared", "-fPIC", "-O1", "-o", path, file.path(percentEncoded: false)] + options
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CompilerFailure(status: process.terminationStatus) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
