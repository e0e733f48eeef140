import Foundation

/// One run of an executable of this package: what it was given, what it said, how it ended.
public struct ToolRun {
  public let status: Int32
  public let output: String
  public let errors: String

  /// Runs `tool` with a small environment of its own, so that no variable of the caller changes the outcome.
  ///
  /// `limits` goes before the tool in a shell ("ulimit -f 1").
  public init(
    _ tool: String = "leontief", _ arguments: [String], environment: [String: String] = [:], limits: String? = nil
  ) throws {
    let process = Process()
    let path = try Self.path(of: tool)
    if let limits {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "\(limits); exec \"$0\" \"$@\"", path] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
    }
    let inherited = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key) }
    process.environment = inherited.merging(environment) { $1 }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Both pipes are drained at once: a full one would block the tool.
    let drained = DispatchQueue(label: "errors")
    nonisolated(unsafe) var errorData = Data()
    let group = DispatchGroup()
    drained.async(group: group) { errorData = err.fileHandleForReading.readDataToEndOfFile() }
    let outputData = out.fileHandleForReading.readDataToEndOfFile()
    group.wait()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    output = String(decoding: outputData, as: UTF8.self)
    errors = String(decoding: errorData, as: UTF8.self)
  }

  /// The lines on stderr.
  public var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// The document on stdout as untyped JSON.
  public func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
  }

  /// Executables are built beside the test bundle.
  private static func path(of tool: String) throws -> String {
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let running = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    for start in [own, running] {
      var folder = start.deletingLastPathComponent()
      for _ in 0..<4 {
        let candidate = folder.appendingPathComponent(tool).path
        if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    throw MissingTool(name: tool)
  }

  struct MissingTool: Error, CustomStringConvertible {
    let name: String
    var description: String { "the executable \(name) was not built beside the tests; run 'swift build' first" }
  }
}
