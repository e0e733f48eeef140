import Foundation

/// Python on this machine, for oracles that are not of this project.
enum PythonModule {
  static func isInstalled(_ names: String...) -> Bool {
    (try? run(["-c", names.map { "import \($0)" }.joined(separator: "\n") + "\nprint('there')"])) == "there\n"
  }

  /// What a run of python3 printed. Errors: `Failure` with what it said.
  static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(text: complaint) }
    return text
  }

  struct Failure: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }
}
