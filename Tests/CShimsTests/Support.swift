import Foundation

/// A folder of this test's own, removed with the last reference.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "cshims-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  var path: String { url.path(percentEncoded: false) }

  /// Writes a file below the folder, with the folders on the way to it.
  @discardableResult
  func write(_ text: String, to relative: String) throws -> String {
    let file = url.appending(path: relative)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path(percentEncoded: false)
  }
}

struct CommandFailure: Error {
  var command: [String]
  var status: Int32
  var output: String
}

/// Runs a command and returns what it wrote to standard output; standard error is read along with a failure.
func run(_ command: [String], environment: [String: String] = [:]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: command[0])
  process.arguments = Array(command.dropFirst())
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let text = String(decoding: data, as: UTF8.self)
  guard process.terminationReason == .exit, process.terminationStatus == 0 else {
    throw CommandFailure(command: command, status: process.terminationStatus, output: text)
  }
  return text
}

/// The C compiler of this host.
enum Compiler {
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["cc", "clang", "gcc"] {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }()

  static var isMissing: Bool { path == nil }

  static func run(_ arguments: [String]) throws {
    guard let path else { return }
    _ = try CShimsTests.run([path] + arguments)
  }
}

/// The folder of a shim's sources.
func sources(of shim: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../CShims/\(shim)").standardizedFileURL
}
