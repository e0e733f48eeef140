import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// What one side of `ab` is, as people write it.
struct ABSide {
  private var program = ChildProcess.tool
  private var engine = "swift"
  private var threads: Int?
  private var isa: String?
  private var environment: [String: String?] = [:]

  /// Each setting is `engine=…`, `threads=…`, `isa=…`, a variable `NAME=VALUE`, or the path of another leontief-bench.
  /// Errors: a setting that is none, as a sentence.
  init(_ settings: [String]) throws(CommandFailure) {
    for setting in settings {
      guard let sign = setting.firstIndex(of: "="), !setting[..<sign].contains("/") else {
        try take(program: setting)
        continue
      }
      try take(String(setting[..<sign]), String(setting[setting.index(after: sign)...]))
    }
  }

  private mutating func take(program path: String) throws(CommandFailure) {
    let absolute = URL(fileURLWithPath: path).path
    guard !path.isEmpty, !InputFile.isFolder(absolute), FileManager.default.isExecutableFile(atPath: absolute) else {
      throw CommandFailure(.badInput, "'\(path)' is no program, and no setting such as engine=openblas")
    }
    program = absolute
  }

  private mutating func take(_ key: String, _ value: String) throws(CommandFailure) {
    switch key {
    case "engine" where !value.isEmpty: engine = value
    case "isa" where !value.isEmpty: isa = value
    case "threads":
      guard let count = Int(value), (1...Team.mostThreads).contains(count) else {
        throw CommandFailure(.usage, "threads= takes a number from 1 to \(Team.mostThreads), not \(value)")
      }
      threads = count
    case _ where Self.isVariable(key): environment[key] = value
    default:
      throw CommandFailure(.usage, "'\(key)=\(value)' is no setting; there are engine, threads, isa and variables in capitals")
    }
  }

  private static func isVariable(_ key: String) -> Bool {
    key.wholeMatch(of: /[A-Z_][A-Z0-9_]*/) != nil
  }

  /// The process behind it.
  func contender(_ side: PairedSide) -> Contender {
    let count = threads ?? Engine.select(.swift, threads: nil).team.threads
    let set = isa.map { ["--isa", $0] } ?? []
    return Contender(
      name: side.name, executable: program, arguments: ["contender", "--engine", engine, "--threads", "\(count)"] + set,
      environment: environment)
  }
}
