import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// What stands under the table.
extension ContestSuiteText {
  var roofs: [String] {
    let names = result.roofs.map(\.cell).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let texts = names.map { name in
      let entries = result.roofs.filter { $0.cell == name }
      let rates = entries.compactMap(\.medianRate).sorted()
      guard let least = rates.first, let most = rates.last else { return "\(name) \(entries.first?.state.name ?? "")" }
      let roof = entries.first?.roof ?? .compute
      let (low, high) = (Self.rate(least, roof), Self.rate(most, roof))
      return low == high ? "\(name) \(high)" : "\(name) \(low) to \(high)"
    }
    return texts.isEmpty ? [] : ["roofs, from cell to cell: " + texts.joined(separator: ", ")]
  }

  /// The engines of the table; those that only helped to choose a core type share a line.
  var engineLines: [String] {
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
  var methods: [String] {
    result.entries.compactMap { entry in entry.method.map { "\(entry.cell) on \(entry.contender): \($0.text)" } }
  }

  /// "solve-mapped-n39360 on swift: 6.2 GiB anonymous at most, 1.03 readings of the file from disk; one takes 8.10 s".
  var resources: [String] {
    result.entries.compactMap { entry in
      guard let last = entry.resources.last else { return nil }
      let peak = entry.resources.compactMap(\.peakAnonymousBytes).max().map { "\($0.byteText) anonymous at most, " } ?? ""
      let readings = last.diskReadings.map { String(format: "%.2f readings of the file from disk", $0) }
      let disk = readings ?? "readings of the file not known, \(last.diskReadingsWhy ?? "nobody says why")"
      return "\(entry.cell) on \(entry.contender): \(peak)\(disk); one takes \(String(format: "%.3g s", last.readSeconds))"
    }
  }

  /// "not met: sgemm-n4000 on swift over openblas: out of reach here: openblas is at 93.1 % of peak-f32-avx512, …".
  var shortfalls: [String] {
    judgements.compactMap { judgement in
      guard let shortfall = judgement.shortfall else { return nil }
      let requirement = judgement.requirement
      let peer = if case .speed(let peer, _) = requirement.measure { " over \(peer)" } else { "" }
      return "not met: \(requirement.cell) on \(requirement.contender)\(peer): \(shortfall)"
    }
  }

  /// Each reason once, with the cells it holds for.
  var reasons: [String] {
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
}
