import ArgumentParser
import CommandLineSupport
import Leontief

/// The options that choose the engines to compare.
struct EngineChoice: ParsableArguments {
  @Option(help: "An engine to measure: swift, openblas, or the path of a BLAS library. May be repeated. Default: all there are.")
  var engine: [String] = []

  @Option(help: "Threads. Default: LEONTIEF_NUM_THREADS, else the cores this process may use.")
  var threads: Int?

  @Option(help: "Instruction set of the Swift kernels: sse2, avx2, avx512 or neon. Default: LEONTIEF_ISA, else the widest.")
  var isa: String?

  func validate() throws {
    if let threads, !(1...Team.mostThreads).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to \(Team.mostThreads), not \(threads)")
    }
    if engine.contains("") { throw ValidationError("--engine needs a name or a path") }
  }

  /// The engines, each once. Errors: an engine that was named and is not there; another must not run in its place.
  func select() throws(CommandFailure) -> [Engine] {
    let choice: InstructionSetChoice
    do { choice = try InstructionSetChoice(option: isa) } catch { throw CommandFailure(error) }
    if engine.isEmpty { return Engine.availableEngines(threads: threads, choice: choice) }
    var engines: [Engine] = []
    for name in engine {
      let request = EngineRequest(name)
      let found = Engine.select(request, threads: threads, choice: choice)
      if request != .swift, request != .auto, found.description.name == "swift" {
        throw CommandFailure(.badInput, "--engine \(name): \(found.notes.first ?? "no such library")")
      }
      if !engines.contains(where: { $0.description == found.description }) { engines.append(found) }
    }
    return engines
  }
}
