import Foundation

/// The processes of a contest, started when they are first needed and again when one died in an earlier cell.
public final class ContenderPool {
  private let contenders: [String: Contender]
  private var processes: [String: ContenderProcess] = [:]
  /// What each contender said it is, and why it cannot take part.
  public private(set) var engines: [String: EngineRecord] = [:]
  public private(set) var failures: [String: String] = [:]
  /// Seconds after which an answer is no longer waited for.
  private let patience: Double

  public init(_ contenders: [Contender], patience: Double) {
    self.contenders = Dictionary(contenders.map { ($0.name, $0) }) { first, _ in first }
    self.patience = patience
  }

  /// Whether the contender takes part; starts it when it does not run.
  public func isPresent(_ name: String) -> Bool {
    if processes[name] != nil { return true }
    guard let contender = contenders[name] else {
      failures[name] = failures[name] ?? "there is no such contender"
      return false
    }
    do throws(ContenderFailure) {
      processes[name] = try start(contender)
      failures[name] = nil
      return true
    } catch {
      failures[name] = error.description
      return false
    }
  }

  private func start(_ contender: Contender) throws(ContenderFailure) -> ContenderProcess {
    let process = try ContenderProcess(contender)
    try process.send(ContenderRequest(.describe))
    guard let engine = try process.reply(within: patience).engine else {
      throw ContenderFailure("it does not say what it is")
    }
    engines[contender.name] = engine
    if let objection = contender.objection(to: engine) { throw ContenderFailure(objection) }
    return process
  }

  /// Sends a request and waits for the answer.
  public func ask(_ name: String, _ request: ContenderRequest) throws(ContenderFailure) -> ContenderReply {
    try send(name, request)
    return try receive(name)
  }

  /// A request whose answer is taken later, so that several contenders work on theirs at once.
  func send(_ name: String, _ request: ContenderRequest) throws(ContenderFailure) {
    guard let process = processes[name] else { throw ContenderFailure(failures[name] ?? "it does not run") }
    do throws(ContenderFailure) { try process.send(request) } catch { throw drop(name, error) }
  }

  func receive(_ name: String) throws(ContenderFailure) -> ContenderReply {
    guard let process = processes[name] else { throw ContenderFailure(failures[name] ?? "it does not run") }
    do throws(ContenderFailure) { return try process.reply(within: patience) } catch { throw drop(name, error) }
  }

  /// Stops a process until it is wanted again: threads that wait for work take no processor then.
  func freeze(_ name: String) { processes[name]?.signal(SIGSTOP) }

  /// Without starting it.
  func isRunning(_ name: String) -> Bool { processes[name] != nil }

  func thaw(_ name: String) { processes[name]?.signal(SIGCONT) }

  /// Ends a process that is of no use any more.
  private func drop(_ name: String, _ failure: ContenderFailure) -> ContenderFailure {
    processes[name]?.end()
    processes[name] = nil
    failures[name] = failure.description
    return failure
  }

  /// Ends all processes.
  public func end() {
    for process in processes.values { process.end() }
    processes = [:]
  }
}
