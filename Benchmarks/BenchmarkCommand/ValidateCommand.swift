import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check that result files are whole and consistent.",
    discussion: """
      Holds each file against its form, its version and its checksum, and computes again what it can from the file alone: \
      statistics and rates from the samples, samples left out and states from the canary and the program, ratios and verdicts \
      of ab, passed checks from their values, the host's fingerprint, and of the suites kernels \
      and solvers the values and verdicts of requirements (of limits the verdicts only). Not computed again: times and readings \
      themselves, answers and their \
      checks' values, first runs, shortfalls, method choices, and comparisons, whose samples are in other files \
      (scripts/check-comparison does it). A checksum shows damage; it does not show who wrote the file. Results of the suites \
      quick, standard and full and of ab have a schema.
      Every problem is a line; the exit status is 3 when there is one. --schema prints the JSON Schema of result files.
      """)

  @Argument(help: ArgumentHelp("Result files.", valueName: "file"))
  var files: [String] = []

  @Flag(help: "Print the JSON Schema of result files and end.")
  var schema = false

  func validate() throws {
    if files.isEmpty && !schema { throw ValidationError("validate needs a result file") }
  }

  func run() throws {
    if schema { return try StandardOutput.print(StoredDocument.resultSchemaText) }
    var refused: [String] = []
    for file in files {
      let problems = try Self.problems(file)
      try StandardOutput.print(problems.lines.joined(separator: "\n"))
      if problems.isRefused { refused.append(problems.lines[0]) }
    }
    guard let first = refused.first else { return }
    throw CommandFailure(.badInput, "\(refused.count) of \(files.count) files are not whole and consistent; \(first)")
  }

  private static func problems(_ file: String) throws -> (lines: [String], isRefused: Bool) {
    do {
      let document = try StoredDocument(path: file)
      let problems = document.problems
      guard problems.isEmpty else { return (problems.map { "\(file): \($0)" }, true) }
      return (["\(file): valid\(document.hasSchema ? "" : "; there is no schema of \(document.schema)")"], false)
    } catch let error as JSONTextError {
      return (["\(file): \(error)"], true)
    }
  }
}

extension StoredDocument {
  /// Files above this are no results.
  private static var mostBytes: Int { 1 << 28 }

  /// Errors: `CommandFailure` for a file that cannot be read, `JSONTextError` for one that is no JSON.
  init(path: String) throws {
    if InputFile.isFolder(path) { throw CommandFailure(.badInput, "\(path): cannot read it: it is a folder") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      let reason = FileError(path: path, operation: .open, code: errno)
      throw CommandFailure(.badInput, "\(reason)")
    }
    let data: Data
    do {
      data = try handle.read(upToCount: Self.mostBytes) ?? Data()
    } catch {
      throw CommandFailure(.badInput, "\(path): cannot read it: \(error.localizedDescription)")
    }
    guard data.count < Self.mostBytes else {
      throw CommandFailure(.badInput, "\(path): larger than any result file (\(Self.mostBytes.byteText))")
    }
    guard let text = String(data: data, encoding: .utf8) else { throw CommandFailure(.badInput, "\(path): no text in UTF-8") }
    self = try StoredDocument(text: text)
  }
}
