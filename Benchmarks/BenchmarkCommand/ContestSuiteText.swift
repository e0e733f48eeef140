import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// A contest as people read it: a row for each thing that must be reached.
struct ContestSuiteText {
  private let result: ContestResult
  private let judgements: [Judgement]
  private let contenders: [ContenderRecord]
  private let seconds: Double

  init(_ result: ContestResult, _ judgements: [Judgement], contenders: [ContenderRecord], seconds: Double) {
    self.result = result
    self.judgements = judgements
    self.contenders = contenders
    self.seconds = seconds
  }

  var text: String {
    var table = TextTable("what", "n", "engine", "median", "rate", "reached", "of", "must", "aim", "verdict")
    for judgement in judgements {
      let requirement = judgement.requirement
      table.add(
        Self.what(requirement), "\(judgement.n)", requirement.contender, judgement.median.map(Self.time) ?? "-",
        judgement.rate.map { Self.rate($0, judgement.model.roof) } ?? "-",
        judgement.value.map { Self.figure($0, requirement) } ?? "-", Self.against(requirement),
        Self.figure(requirement.must, requirement), requirement.aim.map { Self.figure($0, requirement) } ?? "",
        judgement.verdict.text)
    }
    return ([table.text, ""] + roofs + engineLines + methods + resources + reasons + [closing]).joined(separator: "\n")
  }

  /// "dgemm", "ax-f64-k8": the cell without its size.
  private static func what(_ requirement: Requirement) -> String {
    requirement.cell.split(separator: "-").filter { $0.first != "n" || Int($0.dropFirst()) == nil }.joined(separator: "-")
  }

  private static func against(_ requirement: Requirement) -> String {
    switch requirement.measure {
    case .share(let roof): roof
    case .speed(let peer, let cell): cell.map { "\(peer) (\($0))" } ?? peer
    case .limit(let limit): limit.text
    }
  }

  private static func figure(_ value: Double, _ requirement: Requirement) -> String {
    switch requirement.measure {
    case .share: String(format: "%.1f %%", value * 100)
    case .speed, .limit: String(format: "%.2f x", value)
    }
  }

  private static func time(_ seconds: Double) -> String {
    seconds >= 1 ? String(format: "%.3f s", seconds) : String(format: "%.4g ms", seconds * 1e3)
  }

  private static func rate(_ rate: Double, _ roof: Roof) -> String {
    switch roof {
    case .compute: String(format: "%.1f GFLOP/s", rate * 1e-9)
    case .memory: String(format: "%.2f GB/s", rate * 1e-9)
    }
  }

  private var roofs: [String] {
    let texts = result.roofs.map { entry in
      let rate = (try? result.rate(ofRoof: entry.cell).get()).map { Self.rate($0, entry.roof ?? .compute) }
      return "\(entry.cell) \(rate ?? entry.state.name)"
    }
    return texts.isEmpty ? [] : ["peaks: " + texts.joined(separator: ", ")]
  }

  /// The engines of the table; those that only helped to choose a core type share a line.
  private var engineLines: [String] {
    let judged = judgements.flatMap { judgement -> [String] in
      guard case .speed(let peer, _) = judgement.requirement.measure else { return [judgement.requirement.contender] }
      return [judgement.requirement.contender, peer]
    }
    return [coreTypes].compactMap { $0 } + contenders.filter { judged.contains($0.name) }.map(Self.line)
  }

  private static func line(_ record: ContenderRecord) -> String {
    guard let engine = record.engine else { return "\(record.name): \(record.engineWhy ?? "not there")" }
    var line = "\(record.name): \(engine.version)"
    if let coreType = engine.coreTypeDetected { line += ", core type \(coreType)" }
    if let forced = engine.coreTypeForcedBy { line += " (\(forced))" }
    return line + ", \(engine.threadsUsed) threads (\(engine.threading))"
  }

  /// "core types of OpenBLAS: Cooperlake 168.3 GFLOP/s (its own choice), Haswell 83.0 GFLOP/s".
  private var coreTypes: String? {
    let tried = result.entries.filter { $0.contender.hasPrefix(Contestants.coreTypePrefix) }.map { entry in
      let engine = contenders.first { $0.name == entry.contender }?.engine
      let model = result.cells.first { $0.id == entry.cell }?.model
      let rate = entry.statistics.flatMap { times in model.map { Self.rate($0.flops / times.median, .compute) } }
      let own = engine?.coreTypeForcedBy == nil ? " (its own choice)" : ""
      return "\(engine?.coreTypeDetected ?? entry.contender) \(rate ?? entry.state.name)\(own)"
    }
    return tried.isEmpty ? nil : "core types of OpenBLAS: " + tried.joined(separator: ", ")
  }

  /// "solve-m1-n9800 on swift: gmres, 13 iterations in 0.211 s, 0.263 s predicted (1.25 x)".
  private var methods: [String] {
    result.entries.compactMap { entry in entry.method.map { "\(entry.cell) on \(entry.contender): \($0.text)" } }
  }

  /// "solve-mapped-n39360 on swift: 6.2 GiB anonymous at most, 1.3 readings of the file (8.1 s) + solve".
  private var resources: [String] {
    result.entries.compactMap { entry in
      guard let last = entry.resources.last else { return nil }
      let peak = entry.resources.compactMap(\.peakAnonymousBytes).max().map { "\($0.byteText) anonymous at most, " } ?? ""
      let readings = last.fileReadings.map { String(format: "%.2f readings of the file (%.2f s) + solve", $0, last.readSeconds) }
      return "\(entry.cell) on \(entry.contender): \(peak)\(readings ?? "the file was read in no time")"
    }
  }

  /// Each reason once, with the cells it holds for.
  private var reasons: [String] {
    var order: [String] = []
    var cells: [String: [String]] = [:]
    for judgement in judgements {
      guard let reason = judgement.verdict.reason else { continue }
      if cells[reason] == nil { order.append(reason) }
      let cell = judgement.requirement.cell
      if cells[reason, default: []].last != cell { cells[reason, default: []].append(cell) }
    }
    return order.map { "not measured: \($0) [\((cells[$0] ?? []).joined(separator: ", "))]" }
  }

  private var closing: String {
    let met = judgements.count { $0.verdict == .met }
    return String(format: "%d of %d requirements met; medians; %.1f s in all", met, judgements.count, seconds)
  }

  /// The cells of a suite.
  static func list(_ suite: ContestSuite) -> String {
    var table = TextTable("cell", "GFLOP", "least MB", "roof", "memory", "contenders")
    for cell in suite.cells {
      table.add(
        cell.id, (cell.model.flops * 1e-9).shortText, (cell.model.bytesMin * 1e-6).shortText, cell.model.roof.rawValue,
        (cell.bytesNeeded * cell.contenders.count).byteText, cell.contenders.joined(separator: ", "))
    }
    return table.text
  }
}
