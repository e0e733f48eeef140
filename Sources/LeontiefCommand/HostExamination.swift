import CommandLineSupport
import Foundation
import Leontief

/// Something about this host that spoils results or speed, and what to do about it.
struct HostFinding: Encodable {
  let id: String
  let sentence: String
  let cure: String
}

/// What the host is.
struct HostSummary: Encodable {
  let processor: String
  let features: [String]
  /// Those the Swift kernels can use here, the widest last.
  let instructionSets: [String]
  let usableProcessors: Int
  @OrNull var usableMemoryBytes: Int?
  let openmpRuntime: String
}

/// Looks at the host and the engine for everything that costs accuracy or speed.
struct HostExamination {
  let host: HostSummary
  private(set) var findings: [HostFinding] = []
  private let engine: Engine

  init(engine: Engine, request: EngineOptions) {
    self.engine = engine
    let processor = HostProcessor.current
    host = HostSummary(
      processor: processor.name, features: processor.features,
      instructionSets: InstructionSet.available.map(\.rawValue), usableProcessors: processor.usableProcessors,
      usableMemoryBytes: HostMemory.current.usable, openmpRuntime: Team.runtime)
    checkEngine(request)
    checkCoreType(processor)
    checkThreads(processor)
  }

  private mutating func checkEngine(_ request: EngineOptions) {
    // `auto` may have found a library and taken nothing from it.
    guard engine.description.name == "swift", engine.description.selection == nil, request.engine != "swift" else { return }
    findings.append(
      HostFinding(
        id: "no-blas", sentence: engine.notes.first ?? "no BLAS was loaded; the Swift kernels are used",
        cure: "install libopenblas0 (apt-get install libopenblas-dev), or name a library with --engine PATH or LEONTIEF_BLAS"))
  }

  private mutating func checkCoreType(_ processor: HostProcessor) {
    guard let forced = engine.description.coreTypeForcedBy else { return }
    let variable = String(forced.prefix { $0 != "=" })
    var sentence = "\(forced) forces the kernels of core type \(engine.description.coreType ?? "unknown")"
    if processor.features.contains("avx512f") { sentence += " on a processor with AVX-512" }
    if let cost = CoreTypeCost.measure(without: variable, threads: engine.team.threads) {
      sentence +=
        ": a matrix product runs at \(cost.forced.shortText) GFLOP/s, without it at \(cost.free.shortText) (\(cost.freeCoreType)), "
      sentence += cost.ratio >= 1 ? "\(cost.ratio.shortText) times as fast" : "\((1 / cost.ratio).shortText) times slower"
    }
    findings.append(HostFinding(id: "forced-core-type", sentence: sentence, cure: "unset \(variable)"))
  }

  private mutating func checkThreads(_ processor: HostProcessor) {
    if engine.team.threads > processor.usableProcessors {
      findings.append(
        HostFinding(
          id: "too-many-threads",
          sentence: "\(engine.team.threads) threads are asked for and \(processor.usableProcessors) cores may be used",
          cure: "set --threads or LEONTIEF_NUM_THREADS to \(processor.usableProcessors)"))
    }
    if Team.runtime == "none" {
      findings.append(
        HostFinding(
          id: "no-openmp",
          sentence: "\(Team.runtimeFailure ?? "no OpenMP runtime was found"); the Swift kernels run on one thread",
          cure: "install libomp5 (apt-get install libomp-dev), or name a runtime with LEONTIEF_OPENMP"))
    }
  }

  var text: String {
    var table = TextTable()
    table.add("processor", "\(host.processor) (\(host.features.joined(separator: " ")))")
    table.add("instruction sets", host.instructionSets.joined(separator: " ") + " (--isa)")
    table.add("cores", "\(host.usableProcessors) usable")
    if let memory = host.usableMemoryBytes { table.add("memory", "\(memory.byteText) available") }
    table.add("engine", EngineReport.line(engine.description))
    if let selection = engine.description.selection { table.add("chosen by", selection.reason) }
    if let path = engine.description.path { table.add("library", path) }
    table.add("OpenMP", host.openmpRuntime)
    let lines = findings.map { "warning: \($0.sentence)\n   cure: \($0.cure)" }
    return ([table.leftText] + (lines.isEmpty ? ["nothing is wrong"] : lines)).joined(separator: "\n")
  }
}
