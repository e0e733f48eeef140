import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

@Suite struct ContenderServerTests {
  private let clock = FakeClock()

  private func server(_ task: ScriptedTask) -> ContenderServer<FakeClock> {
    ContenderServer(TestEngines.swift, clock: clock) { problem in
      guard problem.kernel == "toy" else { throw ProblemRefusal("there is no \(problem.kernel)") }
      return task
    }
  }

  private func ask(_ server: ContenderServer<FakeClock>, _ request: ContenderRequest) throws -> ContenderReply {
    try ContenderReply(line: server.answer(try request.line()))
  }

  private func prepare(_ kernel: String) -> ContenderRequest {
    ContenderRequest(.prepare, id: "a", problem: ContestProblem(kernel: kernel, n: 4, seed: .max))
  }

  @Test func itSaysWhatItIs() throws {
    let reply = try ask(server(ScriptedTask(clock, seconds: [1])), ContenderRequest(.describe))
    #expect(reply.engine?.name == "swift" && reply.engine?.threadsUsed == 2)
  }

  @Test func aRunIsTimedAndOnlyNewAnswersAreChecked() throws {
    let task = ScriptedTask(clock, seconds: [2, 3, 4], answers: [1, 1, 2])
    let server = server(task)
    #expect(try ask(server, prepare("toy")) == ContenderReply())
    let replies = try (0..<3).map { _ in try ask(server, ContenderRequest(.run, id: "a")) }
    #expect(replies.map(\.seconds) == [2, 3, 4])
    #expect(replies.map { $0.checks == nil } == [false, true, false])
    #expect(task.checks == 2 && replies[0].resultHash == replies[1].resultHash)
  }

  /// Takes 2 s a run and 0.5 s a reading.
  private final class ReadableTask: OperandTask {
    let clock: FakeClock
    private(set) var order = ""

    init(_ clock: FakeClock) { self.clock = clock }

    func reset() { clock.advance(by: 7) }
    func run(on engine: Engine) {
      order += "x"
      clock.advance(by: 2)
    }
    func readOperand(on engine: Engine) {
      order += "r"
      clock.advance(by: 0.5)
    }
    var operandBytes: Double { 64 }
    var answerHash: UInt64 { 1 }
    func check() -> [AnswerCheck] { [AnswerCheck("badness", 0, atMost: 0)] }
    func checkReading() -> [AnswerCheck] { [AnswerCheck("gap", 0, atMost: 0)] }
  }

  @Test func aMatrixIsReadAroundEveryRun() throws {
    let task = ReadableTask(clock)
    let server = ContenderServer(TestEngines.swift, clock: clock) { _ in task }
    _ = try ask(server, prepare("toy"))
    let reply = try ask(server, ContenderRequest(.run, id: "a", leastSeconds: 3, readsOperand: true))
    #expect(task.order == "rxrxr" && reply.seconds == 2 && reply.runs == 2)
    #expect(reply.reading?.seconds == 0.5 && reply.reading?.runs == 3 && reply.reading?.bytes == 64)
    #expect(reply.reading?.checks.map(\.pass) == [true])
    let plain = try ask(server, ContenderRequest(.run, id: "a"))
    #expect(plain.reading == nil && task.order == "rxrxrx")
  }

  @Test func shortRunsAreRepeated() throws {
    let server = server(ScriptedTask(clock, seconds: [1]))
    _ = try ask(server, prepare("toy"))
    let reply = try ask(server, ContenderRequest(.run, id: "a", leastSeconds: 3))
    #expect(reply.seconds == 1 && reply.runs == 3)
  }

  @Test func aWrongAnswerIsCheckedEachTime() throws {
    let task = ScriptedTask(clock, seconds: [1], answers: [-1])
    let server = server(task)
    _ = try ask(server, prepare("toy"))
    for _ in 0..<2 {
      #expect(try ask(server, ContenderRequest(.run, id: "a")).checks?.first?.pass == false)
    }
  }

  @Test func aSolverThatChoosesSaysWhat() throws {
    let server = ContenderServer(TestEngines.swift, clock: clock) { problem in try problem.task(on: TestEngines.swift) }
    let problem = ContestProblem(kernel: "solve", n: 20, seed: 1)
    _ = try ask(server, ContenderRequest(.prepare, id: "a", problem: problem))
    let reply = try ask(server, ContenderRequest(.run, id: "a"))
    let method = try #require(reply.method)
    #expect(!method.name.isEmpty && !method.reason.isEmpty && (method.predictedSeconds ?? 0) > 0)
  }

  /// A component that is off by more than may be proved makes the cell INVALID, whatever the residual says.
  @Test func anAnswerThatIsNotProvedHasNoTime() throws {
    final class Careless: TimedTask {
      let task: CertifiedSolveTask
      init(_ task: CertifiedSolveTask) { self.task = task }
      func reset() throws { try task.reset() }
      func run(on engine: Engine) throws {
        try task.run(on: engine)
        task.solve.answer[3, 0] *= 1 + 1e-11
      }
      var answerHash: UInt64 { task.answerHash }
      func check() -> [AnswerCheck] { task.check() }
    }
    let server = ContenderServer(TestEngines.swift, clock: SystemClock()) { problem in
      let economy = try SyntheticEconomy(generated: problem.n, seed: problem.seed, on: TestEngines.swift)
      return Careless(try CertifiedSolveTask(economy, rightHandSides: 1, storage: .dense))
    }
    let problem = ContestProblem(kernel: "solve", n: 40, seed: 1)
    _ = try ContenderReply(line: server.answer(try ContenderRequest(.prepare, id: "a", problem: problem).line()))
    var entry = ContestEntry(cell: "a", contender: "careless")
    entry.add(try ContenderReply(line: server.answer(try ContenderRequest(.run, id: "a").line())), round: 0)
    #expect(entry.state.isInvalid && entry.seconds.isEmpty)
    #expect(entry.state.reason?.contains("must be at most") == true)
    #expect(entry.checks.first { $0.name == "component_error_bound" }?.pass == false)
  }

  @Test func failuresHaveTheirReasons() throws {
    let task = ScriptedTask(clock, seconds: [1])
    task.failure = (run: 1, error: AllocationError(bytes: 7))
    let server = server(task)
    #expect(try ask(server, prepare("ray")).skipped == "there is no ray")
    #expect(try ask(server, ContenderRequest(.run, id: "a")).invalid == "no such problem")
    _ = try ask(server, prepare("toy"))
    #expect(try ask(server, ContenderRequest(.run, id: "a")).skipped?.hasPrefix("memory: ") == true)
    _ = try ask(server, ContenderRequest(.release, id: "a"))
    #expect(try ask(server, ContenderRequest(.run, id: "a")).invalid == "no such problem")
    #expect(try ask(server, ContenderRequest(.prepare, id: "b")).invalid == "a problem needs a name and its shape")
  }

  @Test(arguments: ["", "run", "{}", #"{"command":"fly"}"#, "\u{0}"])
  func aLineThatIsNoRequestIsAnswered(line: String) throws {
    let server = server(ScriptedTask(clock, seconds: [1]))
    #expect(try ContenderReply(line: server.answer(line)).invalid?.hasPrefix("not a request: ") == true)
  }
}
