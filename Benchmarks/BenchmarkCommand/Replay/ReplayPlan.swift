import BenchmarkHarness
import Foundation
import Leontief
import Workloads

/// The command that measures again what a document holds.
struct ReplayPlan {
  /// Of `run`.
  let arguments: [String]
  /// The most first.
  let threads: [Int]
  /// What will be otherwise than it was.
  let notes: [String]

  /// Why it cannot be done here.
  struct Refusal: Error {
    let reason: String
  }

  /// What this host has to offer, which tests choose.
  struct Host {
    var processors = HostProcessor.current.usableProcessors
    var environment = ProcessInfo.processInfo.environment
    var exists: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
  }

  init(_ document: ResultDocument, on host: Host = Host()) throws(Refusal) {
    let suite = try Self.suite(document)
    let ids = Self.names(document)
    let shapes = try Self.shapes(document, suite)
    let whole = shapes.isEmpty ? suite : suite.resized(shapes)
    try Self.checkCells(document, ids, whole)
    threads = try Self.threads(document, host)
    let limits = document.limits
    try Self.checkHabits(limits, threads, suite)
    var arguments = ["--suite", suite.name, "--seed", "\(document.seed)"]
    if !shapes.isEmpty { arguments += ["--sizes", shapes.map(\.description).joined(separator: ",")] }
    if ids.count < whole.cellIDs.count { arguments += ["--only", Self.expression(ids)] }
    arguments += ["--threads", threads.map(String.init).joined(separator: ",")]
    arguments += ["--min-rounds", "\(limits.minRounds)", "--max-seconds", "\(limits.maxSeconds)"]
    if limits.hasTarget { arguments += ["--target", "\(100 * limits.targetHalfWidth)"] }
    if let memory = limits.memoryBytes { arguments += ["--memory", "\(memory)"] }
    let processes = (document.cells.flatMap { $0.sampleProcess ?? [] }.max() ?? 0) + 1
    // A target adds processes of its own.
    let most = limits.hasTarget ? suite.habits.processes : 100
    arguments += ["--processes", "\(min(processes, most))", "--replay-of", document.runId]
    self.arguments = arguments + (try Self.engines(document, host))
    let fewer =
      processes > most
      ? ["it had \(processes) processes there; here it begins with \(most) and adds what its --target needs"] : []
    notes = fewer + Self.otherLibraries(document.engines, host)
  }

  private static func otherLibraries(_ engines: [EngineRecord], _ host: Host) -> [String] {
    engines.compactMap { engine in
      engine.path.flatMap { path in
        host.exists(path)
          ? nil : "\(engine.name) was \(path), version \(engine.version), there; here it is this system's"
      }
    }
  }

  /// What `run` does with a suite in groups, whatever a file says.
  private static func checkHabits(_ limits: RunLimits, _ threads: [Int], _ suite: Suite) throws(Refusal) {
    guard suite.isDivided else { return }
    if threads.count > 1 {
      let counts = threads.sorted().map(String.init).joined(separator: ", ")
      throw Refusal(reason: "it has cells of \(counts) threads, and the suite \(suite.name) is measured with one number of them")
    }
    if limits.hasTarget { throw Refusal(reason: "it has a target, and the suite \(suite.name) uses all of its time") }
  }

  private static func suite(_ document: ResultDocument) throws(Refusal) -> Suite {
    guard let suite = Suite.all.first(where: { $0.name == document.suite }) else {
      throw Refusal(reason: "this program has no suite '\(document.suite)'")
    }
    guard suite.version == document.suiteVersion else {
      throw Refusal(
        reason: "it is of version \(document.suiteVersion) of the suite \(suite.name), this program has version \(suite.version)")
    }
    guard document.generator == suite.generator else {
      throw Refusal(
        reason: "its problems are by the generator '\(document.generator)', this program has '\(suite.generator)'")
    }
    return suite
  }

  /// Of its cells, each once.
  private static func names(_ document: ResultDocument) -> [String] {
    var seen: Set<String> = []
    return document.cells.map(\.id).filter { seen.insert($0).inserted }
  }

  /// What matches these names alone.
  private static func expression(_ names: [String]) -> String {
    let literal = names.map { name in name.map { $0.isLetter || $0.isNumber || $0 == "-" ? "\($0)" : "\\\($0)" }.joined() }
    return "^(\(literal.joined(separator: "|")))$"
  }

  /// The economies of its cells, each once; none where they are those of the suite.
  private static func shapes(_ document: ResultDocument, _ suite: Suite) throws(Refusal) -> [EconomyShape] {
    let own = Set(suite.cellIDs)
    var shapes: [EconomyShape] = []
    // The size of a bundled table is no choice.
    for cell in document.cells where cell.params["table"] == nil {
      guard let shape = shape(cell) else { throw Refusal(reason: "\(cell.id) does not tell its economy") }
      if !shapes.contains(shape) { shapes.append(shape) }
    }
    return document.cells.allSatisfy { own.contains($0.id) } && shapes.allSatisfy(suite.shapes.contains) ? [] : shapes
  }

  private static func shape(_ cell: CellRecord) -> EconomyShape? {
    guard case .integer(let regions)? = cell.params["regions"], case .integer(let sectors)? = cell.params["sectors"],
      regions > 0, sectors > 0
    else { return nil }
    return EconomyShape("\(regions)x\(sectors)")
  }

  private static func checkCells(_ document: ResultDocument, _ names: [String], _ suite: Suite) throws(Refusal) {
    let own = Set(suite.cellIDs)
    if let unknown = names.first(where: { !own.contains($0) }) { throw Refusal(reason: "the suite has no cell \(unknown)") }
    let seed = CellParameter.text(String(document.seed))
    if let other = document.cells.first(where: { $0.params["seed"] != seed }) {
      throw Refusal(reason: "\(other.id) has another seed than the run")
    }
  }

  private static func threads(_ document: ResultDocument, _ host: Host) throws(Refusal) -> [Int] {
    var counts: [String: Set<Int>] = [:]
    for cell in document.cells { counts[cell.engine, default: []].insert(cell.threads) }
    guard let all = counts.values.first, counts.values.allSatisfy({ $0 == all }), let most = all.max() else {
      let texts = counts.sorted { $0.key < $1.key }.map {
        "\($0.key) \($0.value.sorted().map(String.init).joined(separator: ", "))"
      }
      throw Refusal(reason: "its engines have unlike numbers of threads: \(texts.joined(separator: "; "))")
    }
    guard most <= host.processors else {
      throw Refusal(reason: "it has cells of \(most) threads, and this process may use \(host.processors) processors")
    }
    return all.sorted(by: >)
  }
}
