import BenchmarkHarness
import CommandLineSupport
import Leontief

extension ReplayPlan {
  /// The options that choose the engines of a document.
  static func engines(_ document: ResultDocument, _ host: Host) throws(Refusal) -> [String] {
    var names: [String] = []
    for cell in document.cells where !names.contains(cell.engine) { names.append(cell.engine) }
    var arguments: [String] = []
    for name in names {
      guard let engine = document.engines.first(where: { $0.name == name }) else {
        throw Refusal(reason: "it tells nothing of \(name)")
      }
      try check(engine, host)
      arguments += ["--engine", option(engine, host)]
    }
    return arguments + (try instructionSet(document.engines))
  }

  /// A library under its own name where it is here, too; else that of this system.
  private static func option(_ engine: EngineRecord, _ host: Host) -> String {
    guard engine.name == "openblas", let path = engine.path, host.exists(path) else { return engine.name }
    return path
  }

  /// Kernels that were forced by a variable are forced here, or are others.
  private static func check(_ engine: EngineRecord, _ host: Host) throws(Refusal) {
    guard let forced = engine.coreTypeForcedBy else { return }
    let parts = forced.split(separator: "=", maxSplits: 1).map(String.init)
    if parts.count == 2, host.environment[parts[0]] != parts[1] {
      throw Refusal(reason: "\(engine.name) ran with \(forced), which is not set here")
    }
  }

  /// A set that was chosen there; else the widest of this host, as it was of that one.
  private static func instructionSet(_ engines: [EngineRecord]) throws(Refusal) -> [String] {
    guard let engine = engines.first(where: { $0.instructionSetForcedBy != nil }), let name = engine.instructionSet else {
      return []
    }
    guard let set = InstructionSet(rawValue: name) else { throw Refusal(reason: "there is no instruction set '\(name)'") }
    guard InstructionSet.available.contains(set) else { throw Refusal(reason: "this processor has no \(set.title)") }
    return ["--isa", name]
  }
}
