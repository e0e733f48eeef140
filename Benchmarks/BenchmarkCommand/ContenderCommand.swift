import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// The child's side of a contest. Not for people: it reads requests from stdin and answers on stdout.
struct ContenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contender", abstract: "Answer the requests of 'run' with a suite of contenders.", shouldDisplay: false)

  @Option(help: "swift or openblas.") var engine: String
  @Option(help: "Threads.") var threads: Int
  @Option(help: "Instruction set of the Swift kernels.") var isa: String?

  func run() throws {
    // Also while it is stopped, when it could not see the end of its requests.
    _ = HostProcess.endWithParent(getppid())
    let engine = try select()
    let economies = EconomyStore()
    let server = ContenderServer(engine, clock: SystemClock(), make: { try $0.task(on: engine, sharing: economies) })
    // When the parent is gone nobody wants the answer: stop in the middle of it.
    let requests = LineQueue(.standardInput) { _exit(ExitStatus.done.rawValue) }
    while case .line(let line) = requests.next(within: .infinity) {
      try StandardOutput.print(server.answer(line))
    }
  }

  /// Errors: another engine must not answer in the place of the one asked for.
  private func select() throws(CommandFailure) -> Engine {
    let request = EngineRequest(engine)
    let choice: InstructionSetChoice
    do { choice = try InstructionSetChoice(option: isa) } catch { throw CommandFailure(error) }
    let selected = Engine.select(request, threads: threads, choice: choice)
    if request != .swift, selected.description.name == "swift" {
      throw CommandFailure(.badInput, selected.notes.first ?? "there is no such library")
    }
    return selected
  }
}
