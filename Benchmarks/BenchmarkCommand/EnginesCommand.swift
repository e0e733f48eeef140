import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

struct EnginesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engines", abstract: "Try every BLAS library and core type there is, each in a process of its own.",
    discussion: """
      Libraries are those that the linker knows, in $LEONTIEF_BLAS and $LD_LIBRARY_PATH, and within NumPy and SciPy of python3. Each \
      factorizes a small system and multiplies matrices of order 1000; answers are checked by other means before rates count. \
      An OpenBLAS with kernels for several processors is tried with each (OPENBLAS_CORETYPE), the Swift kernels with each \
      instruction set (LEONTIEF_ISA). Forced and generic kernels are SUBOPTIMAL; a library that gives wrong answers is INVALID \
      and the exit status 4. Rates tell kernels apart and are no benchmark: processes do not take turns.
      """)

  @Option(help: "Try this library as well: a path. May be repeated.")
  var library: [String] = []
  @Flag(help: "Every engine with its own choice of kernels only.")
  var own = false
  @Option(help: "Threads. Default: the cores this process may use.")
  var threads: Int?
  @Option(help: ArgumentHelp("Write it as JSON to FILE ('-' for stdout).", valueName: "file"))
  var json: String?
  @Flag(help: "Print nothing but errors (and JSON to stdout when asked).")
  var quiet = false

  func validate() throws {
    if let threads, !(1...Team.mostThreads).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to \(Team.mostThreads), not \(threads)")
    }
    if library.contains("") { throw ValidationError("--library needs a path") }
  }

  func run() throws {
    let target: ReportTarget? = if let json { try ReportTarget(path: json) } else { nil }
    let found = try named + InstalledLibraries.ofHost.paths
    let threads = Engine.select(.swift, threads: threads).team.threads
    let tool = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let trials = EngineTrials(progress: quiet ? .silent : .standardError) {
      Contestants.candidate($0, tool: tool, threads: threads)
    }
    let sets = own ? [InstructionSet.best] : InstructionSet.available.reversed()
    let swift = sets.map { set in
      trials.run(EngineCandidate(library: nil, forced: set == .best ? nil : set.rawValue))
    }
    let results = swift + trials.run(libraries: found, coreTypes: own ? [] : CoreTypes.names)
    if !quiet && json != "-" { try StandardOutput.print(EnginesText(results).text) }
    if let target { try target.write(try SealedDocument.text(EnginesDocument(threads: threads, trials: results))) }
    try refuseInvalid(results)
  }

  /// What the caller and the environment name, with links followed. Errors: a file that the caller names and that is not there.
  private var named: [String] {
    get throws(CommandFailure) {
      for path in library where !FileManager.default.fileExists(atPath: path) {
        throw CommandFailure(.badInput, "--library \(path): there is no such file")
      }
      let blas = ProcessInfo.processInfo.environment["LEONTIEF_BLAS"].map { $0.contains("/") ? [$0] : [] } ?? []
      return (library + blas).map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    }
  }

  private func refuseInvalid(_ trials: [EngineTrial]) throws(CommandFailure) {
    guard let first = trials.first(where: \.isInvalid) else { return }
    throw CommandFailure(
      .numericalFailure,
      "\(trials.count(where: \.isInvalid)) of \(trials.count) engines INVALID; \(first.library): \(first.validation.reason ?? "a check failed")"
    )
  }
}

/// The engines of a host, as a file.
private struct EnginesDocument: Encodable {
  let schema = "leontief-bench-engines"
  let schemaVersion = 1
  let tool = ToolRecord.current
  let host = HostRecord()
  let environment = EnvironmentRecord.current
  let threads: Int
  let trials: [EngineTrial]
}
