import Leontief

/// The child's side of a contest: answers requests with an engine.
public final class ContenderServer<Clock: BenchmarkClock> {
  private let engine: Engine
  private let clock: Clock
  private let quality: ClockQuality
  private let make: (ContestProblem) throws -> any TimedTask
  private var problems: [String: Problem] = [:]

  private struct Problem {
    let task: any TimedTask
    var checkedHash: UInt64?
  }

  public init(_ engine: Engine, clock: Clock, make: @escaping (ContestProblem) throws -> any TimedTask) {
    self.engine = engine
    self.clock = clock
    self.make = make
    quality = ClockQuality(clock)
  }

  /// Answers a line with a line; a line that is no request is answered too.
  public func answer(_ line: String) -> String {
    let reply =
      if let request = try? ContenderRequest(line: line) { reply(to: request) } else {
        ContenderReply.invalid("not a request: \(line.prefix(60))")
      }
    return (try? reply.line()) ?? #"{"invalid":"the answer holds a number that is not finite"}"#
  }

  private func reply(to request: ContenderRequest) -> ContenderReply {
    switch request.command {
    case .describe:
      var reply = ContenderReply()
      reply.engine = EngineRecord(engine)
      return reply
    case .prepare: return prepare(request)
    case .run: return run(request)
    case .release:
      request.id.map { problems[$0] = nil }
      return ContenderReply()
    }
  }

  private func prepare(_ request: ContenderRequest) -> ContenderReply {
    guard let id = request.id, let problem = request.problem else { return .invalid("a problem needs a name and its shape") }
    do {
      problems[id] = Problem(task: try make(problem))
      return ContenderReply()
    } catch { return Self.failure(error) }
  }

  private func run(_ request: ContenderRequest) -> ContenderReply {
    guard let id = request.id, let problem = problems[id] else { return .invalid("no such problem") }
    let sampler = Sampler(clock: clock, quality: quality, sampleSeconds: request.leastSeconds ?? 0)
    do {
      let timed: any TimedTask =
        if let slowdown = request.slowdown { SlowedTask(problem.task, by: slowdown, clock: clock) } else { problem.task }
      var reply = ContenderReply()
      let sample: Sample
      if request.readsOperand == true, let task = problem.task as? any OperandTask {
        let both = try sampler.sample(readingOf: task, on: engine)
        sample = both.sample
        reply.reading = OperandReading(
          seconds: both.reading.seconds, runs: both.reading.runs, bytes: task.operandBytes,
          checks: task.checkReading().map(ValidationRecord.Check.init))
      } else {
        sample = try sampler.sample(timed, on: engine)
      }
      reply.seconds = sample.seconds
      reply.runs = sample.runs
      reply.work = (problem.task as? any WorkingTask)?.work
      if let task = problem.task as? any ReportingTask {
        reply.method = task.method
        reply.method?.predictedSeconds = task.predictedSeconds()
      }
      reply.resources = (problem.task as? any ResourceTask)?.resources
      try verify(id, &reply)
      return reply
    } catch { return Self.failure(error) }
  }

  /// An answer with the bits of a checked one is as good.
  private func verify(_ id: String, _ reply: inout ContenderReply) throws {
    guard let problem = problems[id] else { return }
    let hash = problem.task.answerHash
    reply.resultHash = ContentHash.text(hash)
    guard hash != problem.checkedHash else { return }
    let checks = try problem.task.check()
    reply.checks = checks.map(ValidationRecord.Check.init)
    if checks.allSatisfy(\.passes) { problems[id]?.checkedHash = hash }
  }

  private static func failure(_ error: any Error) -> ContenderReply {
    let state = CellState(failure: error)
    if case .skipped(let reason) = state { return .skipped(reason) }
    return .invalid(state.reason ?? "\(error)")
  }
}

/// A task that knows how much it does: the probes of a roof.
public protocol WorkingTask: TimedTask {
  /// Flops or bytes of the last run.
  var work: Double { get }
}

/// A problem that cannot be made here: an instruction set the processor lacks, a kernel of a newer program.
public struct ProblemRefusal: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
