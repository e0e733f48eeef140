import Foundation

/// A contender at work: a child process that answers requests.
final class ContenderProcess {
  private let process = Process()
  private let requests: FileHandle
  private let answers: LineQueue
  private let complaints: LineQueue

  /// Errors: `ContenderFailure` when the program cannot be started.
  init(_ contender: Contender) throws(ContenderFailure) {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in contender.environment { environment[name] = value }
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: contender.executable)
    process.arguments = contender.arguments
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    do { try LiveContenders.start(process) } catch {
      if let failure = error as? ContenderFailure { throw failure }
      throw ContenderFailure("\(contender.executable) cannot be started: \(error.localizedDescription)")
    }
    requests = input.fileHandleForWriting
    answers = LineQueue(output.fileHandleForReading)
    complaints = LineQueue(errors.fileHandleForReading)
  }

  deinit { end() }

  /// Sends a request; the answer is waited for with `reply`.
  func send(_ request: ContenderRequest) throws(ContenderFailure) {
    do { try requests.write(contentsOf: Data((try request.line() + "\n").utf8)) } catch { throw death() }
  }

  /// The next answer. Errors: `ContenderFailure` when it does not come in time, is none, or the process died; the process
  /// is of no use then.
  func reply(within seconds: Double) throws(ContenderFailure) -> ContenderReply {
    switch answers.next(within: seconds) {
    case .closed: throw death()
    case .late: throw ContenderFailure("no answer within \(Int(seconds.rounded(.up))) s")
    case .line(let line):
      do { return try ContenderReply(line: line) } catch {
        throw ContenderFailure("an answer that makes no sense: \(line.prefix(60))")
      }
    }
  }

  /// Its last words, or how it ended.
  private func death() -> ContenderFailure {
    LiveContenders.waitBriefly(for: process)
    let isAlive = process.isRunning
    if !isAlive { complaints.drain(within: 2) }
    end()
    if !complaints.last.isEmpty { return ContenderFailure(complaints.last.trimmingCharacters(in: .whitespaces)) }
    guard !isAlive, !process.isRunning else { return ContenderFailure("the process closed its output") }
    let how = process.terminationReason == .exit ? "with status" : "by signal"
    let isIllegal = process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGILL
    let why = isIllegal ? ", at an instruction that this processor does not have" : ""
    return ContenderFailure("the process ended \(how) \(process.terminationStatus)\(why)")
  }

  func signal(_ number: Int32) {
    if process.isRunning { kill(process.processIdentifier, number) }
  }

  /// Ends the process at once, whatever it does.
  func end() {
    try? requests.close()
    LiveContenders.end(process)
  }
}

/// Why a contender gave no time. One line.
public struct ContenderFailure: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
