import BenchmarkHarness
import CommandLineSupport
import Foundation

/// Result files of runs as arguments, under the names that comparisons give them.
enum RunFiles {
  /// Runs in the order of the files. Errors: files that are no results of `run` with the suites quick, standard and full, and
  /// files whose checksum or figures do not fit.
  static func readWhole(_ files: [String]) throws -> [ComparedRun] { try read(files, .never).runs }

  /// The same for commands with --force: `trusting` lets pass what does not fit, which is noted. What is no result by its form
  /// never passes.
  static func read(_ files: [String], trusting: Bool) throws -> (runs: [ComparedRun], doubts: [String]) {
    try read(files, trusting ? .always : .onDemand)
  }

  /// When a file passes whose figures do not fit.
  private enum Trust {
    case never
    /// Not yet, but the command has an option for it.
    case onDemand
    case always
  }

  private static func read(_ files: [String], _ trust: Trust) throws -> (runs: [ComparedRun], doubts: [String]) {
    var (runs, doubts) = ([ComparedRun](), [String]())
    for (file, name) in zip(files, names(files)) {
      let stored = try document(file)
      if let first = stored.formProblems.first {
        throw CommandFailure(.badInput, "\(file): \(first); see 'leontief-bench validate \(file)'")
      }
      let problems = stored.problems
      if let first = problems.first {
        let sentence =
          "\(name) is not whole and consistent: \(first)" + (problems.count > 1 ? ", and \(problems.count - 1) more" : "")
        guard trust == .always else {
          let cure = trust == .onDemand ? ", or give --force" : ""
          throw CommandFailure(.badInput, "\(sentence); see 'leontief-bench validate \(file)'\(cure)")
        }
        doubts.append(sentence)
      }
      runs.append(ComparedRun(name: name, document: try stored.result()))
    }
    return (runs, doubts)
  }

  private static func document(_ file: String) throws -> StoredDocument {
    do {
      let stored = try StoredDocument(path: file)
      guard stored.schema == ResultDocument.schemaName else {
        throw CommandFailure(
          .badInput,
          "\(file): schema is '\(stored.schema)', results of 'leontief-bench run' with --suite quick, standard or full are needed"
        )
      }
      return stored
    } catch let error as JSONTextError {
      throw CommandFailure(.badInput, "\(file): \(error)")
    }
  }

  /// The files' names without folder and ending, where that tells them apart; the paths where not.
  static func names(_ files: [String]) -> [String] {
    let short = files.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
    return Set(short).count == short.count ? short : files
  }
}
