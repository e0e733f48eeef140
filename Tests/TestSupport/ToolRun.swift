import Foundation

/// One run of an executable of this package: what it was given, what it said, how it ended.
public struct ToolRun {
  public let status: Int32
  public let output: String
  public let errors: String

  /// Runs `tool` with a small environment of its own, so that no variable of the caller changes the outcome.
  ///
  /// `limits` goes before the tool in a shell ("ulimit -f 1"). `interruptedAfter` sends SIGINT once that many seconds have
  /// passed, `interruptedOnce` as soon as that is so.
  public init(
    _ arguments: [String], tool: String = "leontief", environment: [String: String] = [:], limits: String? = nil,
    interruptedAfter seconds: Double? = nil, interruptedOnce condition: (() -> Bool)? = nil
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
    // Calibrations kept on this host are none of a test's business.
    let own = ["LEONTIEF_CACHE": "/dev/null"].merging(environment) { $1 }
    process.environment = inherited.merging(own) { $1 }
    // stderr goes to a file: reading two pipes in turn would block a tool that fills the other.
    let folder = try TemporaryFolder()
    let errorFile = try folder.write("", to: "stderr")
    let out = Pipe()
    process.standardOutput = out
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorFile))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    if let seconds {
      Thread.sleep(forTimeInterval: seconds)
      process.interrupt()
    }
    if let condition {
      while process.isRunning, !condition() { Thread.sleep(forTimeInterval: 0.002) }
      if process.isRunning { process.interrupt() }
    }
    let outputData = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    output = String(decoding: outputData, as: UTF8.self)
    errors = String(decoding: try folder.bytes("stderr"), as: UTF8.self)
  }

  /// The lines on stderr.
  public var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// The document on stdout as untyped JSON.
  public func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
  }

  /// Executables are built beside the test bundle.
  public static func path(of tool: String) throws -> String {
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
