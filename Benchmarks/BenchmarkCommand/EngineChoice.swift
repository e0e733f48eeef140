import ArgumentParser
import CommandLineSupport
import Leontief

/// The options that choose the engines to compare.
struct EngineChoice: ParsableArguments {
  @Option(help: "An engine to measure: swift, openblas, or the path of a BLAS library. May be repeated. Default: all there are.")
  var engine: [String] = []

  @Option(
    help: """
      Threads: a number, or with 'run --suite quick' several, separated by commas: 1,2,max, each of which is measured; max is \
      the cores this process may use. Default: LEONTIEF_NUM_THREADS, else max.
      """)
  var threads: String?

  @Option(help: "Instruction set of the Swift kernels: sse2, avx2, avx512 or neon. Default: LEONTIEF_ISA, else the widest.")
  var isa: String?

  func validate() throws {
    if let threads {
      do throws(ThreadCounts.Problem) { _ = try ThreadCounts(threads) } catch {
        throw ValidationError("--threads takes a number from 1 to \(Team.mostThreads), not \(error.part)")
      }
    }
    if engine.contains("") { throw ValidationError("--engine needs a name or a path") }
  }

  /// The numbers of threads asked for, the most first; none for the usual one.
  var threadCounts: [Int] { threads.flatMap { try? ThreadCounts($0).counts } ?? [] }

  /// The engines, each once, and of each those with the most threads first. Errors: an engine that was named and is not there;
  /// another must not run in its place.
  func select() throws(CommandFailure) -> [Engine] {
    let choice: InstructionSetChoice
    do { choice = try InstructionSetChoice(option: isa) } catch { throw CommandFailure(error) }
    let counts: [Int?] = threadCounts.isEmpty ? [nil] : threadCounts.map { $0 }
    var engines: [Engine] = []
    for threads in counts {
      let found = engine.isEmpty ? Engine.availableEngines(threads: threads, choice: choice) : try named(threads, choice)
      for one in found where !engines.contains(where: { $0.description == one.description }) { engines.append(one) }
    }
    var names: [String] = []
    for engine in engines where !names.contains(engine.identity) { names.append(engine.identity) }
    return names.flatMap { name in engines.filter { $0.identity == name } }
  }

  private func named(_ threads: Int?, _ choice: InstructionSetChoice) throws(CommandFailure) -> [Engine] {
    var engines: [Engine] = []
    for name in engine {
      let request = EngineRequest(name)
      let found = Engine.select(request, threads: threads, choice: choice)
      if request != .swift, request != .auto, found.description.name == "swift" {
        throw CommandFailure(.badInput, "--engine \(name): \(found.notes.first ?? "no such library")")
      }
      engines.append(found)
    }
    return engines
  }
}

extension Engine {
  /// What it is, whatever its threads.
  fileprivate var identity: String { "\(description.name) \(description.path ?? "")" }
}
