import BenchmarkHarness
import CommandLineSupport
import Leontief

/// Hosts, tools and engines of runs side by side.
struct HostTable {
  private let runs: [ComparedRun]

  init(_ runs: [ComparedRun]) { self.runs = runs }

  /// A row for each fact; the last column marks those in which the runs differ.
  var table: ResultTable {
    let sides = runs.enumerated().map { ResultTable.Column("run_\($0 + 1)", $1.name, .text) }
    let mark = runs.count > 1 ? [ResultTable.Column("differs", "differs", .text)] : []
    var table = ResultTable("hosts", "Hosts", columns: [ResultTable.Column("fact", "fact", .text)] + sides + mark)
    for (name, texts) in rows {
      let differs = Set(texts).count > 1 ? "≠" : ""
      table.add(([name] + texts + (runs.count > 1 ? [differs] : [])).map { .text($0) })
    }
    return table
  }

  /// A fact's name and its text for each run.
  private var rows: [(String, [String])] {
    let hosts = runs.map { Self.hardware($0.document.host) }
    let hardware: [(String, [String])] = hosts[0].indices.map { row in (hosts[0][row].name, hosts.map { $0[row].text }) }
    let facts: [Fact] = Self.software + engineFacts
    let others: [(String, [String])] = facts.map { name, fact in (name, runs.map { fact($0.document) }) }
    return hardware + others
  }

  private typealias Fact = (String, @Sendable (ResultDocument) -> String)

  private static let missing = "–"

  private static func bytes(_ count: Int?) -> String { count.map(\.byteText) ?? missing }

  private static func count(_ count: Int?) -> String { count.map { "\($0)" } ?? missing }

  /// What a host is.
  static func hardware(_ host: HostRecord) -> [(name: String, text: String)] {
    let (stable, volatile) = (host.stable, host.volatile)
    let processor: [(String, String)] = [
      ("processor", stable.processor), ("architecture", stable.architecture),
      ("features", stable.features.joined(separator: " ")), ("cores", count(stable.cores)),
      ("sockets", count(stable.sockets)), ("usable processors", "\(volatile.usableProcessors)"),
      ("quota of processors", count(volatile.processorQuota)),
    ]
    let memory: [(String, String)] = [
      ("cache, first level", bytes(stable.l1DataBytes)), ("cache, second level", bytes(stable.l2Bytes)),
      ("cache, third level", bytes(stable.l3Bytes)), ("memory", bytes(stable.memoryBytes)),
      ("fingerprint", host.fingerprintHash),
    ]
    return (processor + memory).map { (name: $0.0, text: $0.1) }
  }

  private static let software: [Fact] = [
    ("suite", { "\($0.suite) \($0.suiteVersion)" }),
    ("generator", { $0.generator }),
    ("tool", { "\($0.tool.name) \($0.tool.version), \($0.tool.buildMode), Swift \($0.tool.swift)" }),
    ("variables", { $0.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }),
    ("begun", { $0.startedAt }),
  ]

  private var engineFacts: [Fact] {
    var names: [String] = []
    for engine in runs.flatMap(\.document.engines) where !names.contains(engine.name) { names.append(engine.name) }
    return names.map { name in
      ("engine \(name)", { document in document.engines.first { $0.name == name }.map(Self.text) ?? Self.missing })
    }
  }

  private static func text(_ engine: EngineRecord) -> String {
    let parts = [engine.version, engine.coreTypeDetected, engine.instructionSet, "\(engine.threadsUsed) threads"]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
