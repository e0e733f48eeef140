import BenchmarkHarness
import CommandLineSupport
import Foundation
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

  fileprivate static let missing = "–"

  private static func bytes(_ count: Int?) -> String { count.map(\.byteText) ?? missing }

  private static func count(_ count: Int?) -> String { count.map { "\($0)" } ?? missing }

  /// What a host is.
  static func hardware(_ host: HostRecord) -> [(name: String, text: String)] {
    let (stable, volatile) = (host.stable, host.volatile)
    let processor: [(String, String)] = [
      ("processor", stable.processor), ("microarchitecture", text(stable.microarchitecture)), ("identity", text(stable.identity)),
      ("architecture", stable.architecture), ("features", stable.features.joined(separator: " ")),
      ("SVE vector", stable.scalableVectorBits.map { "\($0) bits" } ?? missing), ("cores", count(stable.cores)),
      ("threads of a core", count(stable.threadsPerCore)), ("sockets", count(stable.sockets)),
      ("NUMA nodes", count(stable.numaNodes)), ("usable processors", "\(volatile.usableProcessors)"),
      ("quota of processors", count(volatile.processorQuota)),
    ]
    let memory: [(String, String)] = [
      ("cache, first level", bytes(stable.l1DataBytes)), ("cache, second level", bytes(stable.l2Bytes)),
      ("cache, third level", bytes(stable.l3Bytes)), ("memory", bytes(stable.memoryBytes)), ("page", bytes(stable.pageBytes)),
      ("huge pages, transparent", text(volatile.transparentHugePages)), ("huge pages, reserved", count(volatile.hugePages)),
    ]
    return (processor + memory + system(host)).map { (name: $0.0, text: $0.1) }
  }

  private static func system(_ host: HostRecord) -> [(String, String)] {
    let volatile = host.volatile
    let clock: [(String, String)] = [
      ("governor", [volatile.governor, volatile.frequencyDriver].compactMap(\.self).joined(separator: ", ").orMissing),
      ("frequency", [hertz(volatile.minHz), hertz(volatile.maxHz)].compactMap(\.self).joined(separator: " to ").orMissing),
      ("frequency, measured", hertz(volatile.measuredHz) ?? missing),
      ("boost", volatile.boost.map { $0 ? "on" : "off" } ?? missing), ("clock source", text(volatile.clockSource)),
    ]
    let software: [(String, String)] = [
      ("system", [volatile.operatingSystem, volatile.kernel].compactMap(\.self).joined(separator: ", ").orMissing),
      ("C library", text(volatile.libc)), ("microcode", text(volatile.microcode)),
      ("hypervisor", text(host.stable.hypervisor)), ("machine", text(host.stable.machine)),
      ("container", text(volatile.container)),
      ("fingerprint", host.fingerprintHash),
    ]
    return clock + software
  }

  private static func text(_ text: String?) -> String { text ?? missing }

  private static func hertz(_ hertz: Double?) -> String? { hertz.map { String(format: "%.2f GHz", $0 * 1e-9) } }

  private static let software: [Fact] = [
    ("suite", { "\($0.suite) \($0.suiteVersion)" }),
    ("generator", { $0.generator }),
    ("tool", { "\($0.tool.name) \($0.tool.version), \($0.tool.buildMode), Swift \($0.tool.swift)" }),
    ("commit", { text($0.tool.commit) }),
    ("variables", { $0.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }),
    ("begun", { $0.startedAt }),
  ]

  private var engineFacts: [Fact] {
    var names: [String] = []
    for engine in runs.flatMap(\.document.engines) where !names.contains(engine.name) { names.append(engine.name) }
    return names.map { name in
      ("engine \(name)", { document in Self.text(document.engines.filter { $0.name == name }) })
    }
  }

  /// One engine with all its numbers of threads.
  private static func text(_ engines: [EngineRecord]) -> String {
    guard let engine = engines.first else { return missing }
    let threads = engines.map { "\($0.threadsUsed)" }.joined(separator: ", ")
    let parts = [engine.version, engine.coreTypeDetected, engine.instructionSet, "\(threads) threads"]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}

extension String {
  fileprivate var orMissing: String { isEmpty ? HostTable.missing : self }
}
