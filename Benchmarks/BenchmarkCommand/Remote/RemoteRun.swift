import BenchmarkHarness
import CommandLineSupport

/// A suite on one host: a folder is made there, the program copied and run, its result brought back, the folder removed
/// once the result is here.
struct RemoteRun {
  private let host: RemoteHost
  private let source: RemoteProgram
  private let options: String
  private let file: String
  private let keepsFolder: Bool
  private let interruption: RemoteInterruption

  /// `options` are those of 'run'; `file`: where the result goes.
  init(
    _ host: RemoteHost, source: RemoteProgram, options: [String], file: String, keepsFolder: Bool,
    interruption: RemoteInterruption
  ) {
    (self.host, self.source, self.file, self.keepsFolder) = (host, source, file, keepsFolder)
    self.options = options.map(RemoteHost.quoted).joined(separator: " ")
    self.interruption = interruption
  }

  /// Errors: `CommandFailure`. An interruption leaves no run behind, and no folder but one whose result is not here.
  func measure() throws {
    let target = try ReportTarget(path: file)
    let (architecture, folder) = try makeFolder()
    let place = RemoteHost.quoted(folder)
    let removal = keepsFolder ? "true" : "rm -rf \(place)"
    // Nothing was measured yet.
    interruption.onAbandonment { [host] in
      host.send(removal)
      return "interrupted"
    }
    var isKept = false
    defer {
      interruption.onAbandonment(nil)
      if !isKept { host.send(removal) }
    }
    try refuseInterrupted()
    try source.copy(to: host, folder: folder, architecture: architecture)
    try refuseInterrupted()
    try StandardOutput.print("\(host.name) (\(architecture)):")
    // From here on there may be a result: the folder goes when it is here.
    isKept = true
    let status = try run(folder)
    interruption.onAbandonment { [self] in
      "interrupted; a result, where there is one, stays on \(host.name) in \(folder); \(fetching(folder))"
    }
    if status == RemoteHost.lost, !interruption.isInterrupted {
      throw CommandFailure(.badInput, "\(host.name): the connection was lost; the run goes on there, \(itsResult(folder))")
    }
    let text: String?
    do {
      text = try result(place)
      if let text { try target.write(text) }
    } catch { throw staying(folder, status, CommandFailure(error)) }
    isKept = false
    guard text != nil else { throw interruption.isInterrupted ? Self.interrupted : missing(status) }
    try StandardOutput.print("written: \(file)")
    try refuseInterrupted()
    if status != 0 { throw failure(status) }
  }

  private func makeFolder() throws -> (architecture: String, folder: String) {
    let words = try host.output(
      of: "uname -m && mktemp -d \"${TMPDIR:-/tmp}/leontief-bench.XXXXXX\"", to: "make a folder there"
    ).split(separator: "\n").map(String.init)
    guard words.count == 2, words[1].hasPrefix("/") else {
      throw CommandFailure(.badInput, "\(host.name): its shell says more than it was asked")
    }
    return (words[0], words[1])
  }

  /// The status of the run, whose number stands in a file, so that an interruption finds it. Errors: `CommandFailure` that says
  /// where a result will be.
  private func run(_ folder: String) throws -> Int32 {
    let place = RemoteHost.quoted(folder)
    interruption.onAbandonment { [self] in "interrupted; the run on \(host.name) is told to end, and \(itsResult(folder))" }
    do {
      return try host.run(
        "cd \(place) && echo $$ > pid && exec ./leontief-bench run --json result.json \(options)", isShown: true,
        mayBeLost: true, whenInterrupted: .does(Self.end(place))
      ).status
    } catch {
      let failure = CommandFailure(error)
      throw CommandFailure(failure.status, "\(failure.message); where the run goes on, \(itsResult(folder))")
    }
  }

  private func itsResult(_ folder: String) -> String {
    "a result, where there is one, will be \(folder)/result.json; \(fetching(folder))"
  }

  private func fetching(_ folder: String) -> String { "fetch it by: \(host.fetching("\(folder)/result.json", to: file))" }

  /// Has the run write what it measured, and ends it where it does not come to that.
  private static func end(_ place: String) -> String {
    """
    cd \(place) && n=0 && until [ -s pid ] || [ $n -ge 5 ]; do sleep 1; n=$((n+1)); done; p=$(cat pid) && kill -INT $p; \
    n=0; while kill -0 $p 2>/dev/null && [ $n -lt \(patience) ]; do sleep 1; n=$((n+1)); done; \
    [ $n -lt \(patience) ] || kill -KILL $p
    """
  }

  /// Seconds: longer than a run waits for its own processes.
  private static let patience = 40

  /// The status by which the host tells that there is no result: EX_NOINPUT, with which `cat` does not end.
  private static let noResult: Int32 = 66

  /// A run with wrong answers leaves its result, and so does one that was broken off when it had measured something; nil where
  /// there is none. Errors: `CommandFailure` for one that cannot be brought back or is not whole.
  private func result(_ place: String) throws -> String? {
    let file = "\(place)/result.json"
    let (status, text) = try host.run("[ -e \(file) ] || exit \(Self.noResult); cat \(file)")
    if status == Self.noResult { return nil }
    guard status == 0 else {
      throw CommandFailure(.badInput, "\(host.name): cannot bring the result back: status \(status)")
    }
    if let first = Self.problems(text).first {
      throw CommandFailure(.badInput, "\(host.name): its result is not whole and consistent: \(first)")
    }
    return text
  }

  /// Why a result is not here, how the run ended, and the place where the result stays. What went wrong first is the status.
  private func staying(_ folder: String, _ status: Int32, _ failure: CommandFailure) -> CommandFailure {
    let own = Self.failed(status)
    let isSure = status == 0 || own == .numericalFailure
    let message = failure.message + (own == nil ? "" : "; the run ended with status \(status)")
    let what = isSure ? "the result stays" : "a result, where it left one, stays"
    return CommandFailure(own ?? failure.status, "\(message); \(what) on \(host.name) as \(folder)/result.json")
  }

  private func failure(_ status: Int32) -> CommandFailure {
    Self.failed(status) == .numericalFailure
      ? CommandFailure(.numericalFailure, "\(host.name): some answers were INVALID")
      : CommandFailure(Self.failed(status) ?? .badInput, "\(host.name): the run ended with status \(status)")
  }

  private func missing(_ status: Int32) -> CommandFailure {
    CommandFailure(Self.failed(status) ?? .badInput, "\(host.name): the run ended with status \(status) and left no result")
  }

  /// The status of a run that says itself what went wrong.
  private static func failed(_ status: Int32) -> ExitStatus? {
    ExitStatus(rawValue: status).flatMap { $0 == .done ? nil : $0 }
  }

  private func refuseInterrupted() throws(CommandFailure) { if interruption.isInterrupted { throw Self.interrupted } }

  private static var interrupted: CommandFailure { CommandFailure(.interrupted, "interrupted") }

  private static func problems(_ text: String) -> [String] {
    do { return try StoredDocument(text: text).problems } catch { return ["\(error)"] }
  }
}
