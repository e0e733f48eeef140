import BenchmarkHarness
import CommandLineSupport

/// A suite on one host: a folder is made there, the program copied and run, its result brought back, the folder removed.
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

  /// Errors: `CommandFailure`; an interruption leaves neither a run nor a folder behind.
  func measure() throws {
    let target = try ReportTarget(path: file)
    let (architecture, folder) = try makeFolder()
    let place = RemoteHost.quoted(folder)
    let removal = keepsFolder ? "true" : "rm -rf \(place)"
    interruption.onAbandonment { [host] in host.send("cd \(place) && kill -INT $(cat pid); \(removal)") }
    var isKept = false
    defer {
      interruption.onAbandonment(nil)
      if !isKept { host.send(removal) }
    }
    try refuseInterrupted()
    try source.copy(to: host, folder: folder, architecture: architecture)
    try refuseInterrupted()
    try StandardOutput.print("\(host.name) (\(architecture)):")
    let status = try run(place)
    if status == RemoteHost.lost, !interruption.isInterrupted {
      isKept = true
      throw CommandFailure(
        .badInput, "\(host.name): the connection was lost; the run goes on there, its result will be \(folder)/result.json")
    }
    // From here on there may be a result: it goes when it is here.
    isKept = true
    let text: String?
    do { text = try result(place, status) } catch { throw staying(folder, error) }
    if let first = text.flatMap(Self.problems)?.first {
      throw CommandFailure(
        .badInput, "\(host.name): its result is not whole and consistent: \(first); it stays there as \(folder)/result.json")
    }
    if let text {
      do { try target.write(text) } catch { throw staying(folder, error) }
    }
    isKept = false
    guard text != nil else { throw interruption.isInterrupted ? Self.interrupted : failure(status) }
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

  /// The status of the run, whose number stands in a file, so that an interruption finds it.
  private func run(_ place: String) throws -> Int32 {
    try host.run(
      "cd \(place) && echo $$ > pid && exec ./leontief-bench run --json result.json \(options)", isShown: true, mayBeLost: true,
      whenInterrupted: .does(Self.end(place))
    ).status
  }

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

  /// A run with wrong answers leaves its result, and so does one that was broken off when it had measured something; nil where
  /// there is none.
  private func result(_ place: String, _ status: Int32) throws -> String? {
    guard status != 0, status != ExitStatus.numericalFailure.rawValue else {
      return try host.output(of: "cat \(place)/result.json", to: "bring the result back")
    }
    let text = try host.run("cat \(place)/result.json 2> /dev/null")
    return text.status == 0 ? text.output : nil
  }

  /// Why a result is not here, with the place where it stays.
  private func staying(_ folder: String, _ error: any Error) -> CommandFailure {
    let failure = CommandFailure(error)
    return CommandFailure(
      failure.status, "\(failure.message); the result stays on \(host.name) as \(folder)/result.json")
  }

  private func failure(_ status: Int32) -> CommandFailure {
    status == ExitStatus.numericalFailure.rawValue
      ? CommandFailure(.numericalFailure, "\(host.name): some answers were INVALID")
      : CommandFailure(ExitStatus(rawValue: status) ?? .badInput, "\(host.name): the run ended with status \(status)")
  }

  private func refuseInterrupted() throws(CommandFailure) { if interruption.isInterrupted { throw Self.interrupted } }

  private static var interrupted: CommandFailure { CommandFailure(.interrupted, "interrupted") }

  private static func problems(_ text: String) -> [String] {
    do { return try StoredDocument(text: text).problems } catch { return ["\(error)"] }
  }
}
