import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Measure on this host what a result file holds of another: the same cells in the same way.",
    discussion: """
      The suite and its version, sizes, seed, engines, numbers of threads, processes and limits are those of the file, and so are \
      the problems, to the bit. 'compare' takes both files. What this host or this program cannot do as it was done there is \
      refused with the reason: another version of the suite or of the generator, more threads than there are processors, an \
      instruction set that is not here, a core type that the environment does not force. A library that is not here is replaced \
      by this system's, with a note, and another version of one is noted. A replay may have fewer threads than this host has \
      processors; its result says that it is one.
      """)

  @Argument(help: ArgumentHelp("A result file of 'run'.", valueName: "file"))
  var file: String
  @Option(help: ArgumentHelp("Write every figure as JSON to FILE ('-' for stdout).", valueName: "file"))
  var json: String?
  @Flag(help: "Print nothing but errors (and JSON to stdout when asked).")
  var quiet = false

  func run() throws {
    let original = try RunFiles.readWhole([file])[0]
    let plan: ReplayPlan
    do throws(ReplayPlan.Refusal) { plan = try ReplayPlan(original.document) } catch {
      throw CommandFailure(.badInput, "\(file) cannot be replayed here: \(error.reason)")
    }
    let target = json.map { ["--json", $0] } ?? []
    let command = try RunCommand.parse(plan.arguments + target + (quiet ? ["--quiet"] : []))
    let engines = try command.engines.select()
    if !quiet {
      for note in plan.notes + Self.otherVersions(engines, original.document) { StandardError.write("note: \(note)") }
    }
    try refuseOtherThreads(plan, engines)
    try command.run { document in
      let replay = ComparedRun(name: "the replay", document: document)
      guard let obstacle = Comparability.obstacles([original, replay]).first else { return }
      throw CommandFailure(.numericalFailure, "the replay is not what \(file) was: \(obstacle)")
    }
  }

  /// A library under the path that it had there need not be the same.
  private static func otherVersions(_ engines: [Engine], _ document: ResultDocument) -> [String] {
    var notes: [String] = []
    for engine in engines.map(\.description) {
      guard let there = document.engines.first(where: { $0.name == engine.name }), there.path == engine.path,
        there.version != engine.version
      else { continue }
      let note = "\(engine.name) was version \(there.version) there; here it is \(engine.version)"
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  /// A process without an OpenMP runtime has one thread, however many are asked for.
  private func refuseOtherThreads(_ plan: ReplayPlan, _ engines: [Engine]) throws(CommandFailure) {
    for engine in engines where !plan.threads.contains(engine.description.threads) {
      throw CommandFailure(
        .badInput,
        "\(file) cannot be replayed here: \(engine.description.name) has \(CellKey.text(threads: engine.description.threads)) here, "
          + "\(plan.threads.map(String.init).joined(separator: ", ")) there")
    }
  }
}
