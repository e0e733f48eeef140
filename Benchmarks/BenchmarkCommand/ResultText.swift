import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// The result as people read it.
struct ResultText {
  let document: ResultDocument
  private let engines: [Engine]

  init(_ document: ResultDocument, engines: [Engine]) { (self.document, self.engines) = (document, engines) }

  var text: String {
    let isSweep = document.isSweep
    let (own, gain) = isSweep ? (["threads"], ["speed-up"]) : ([], [])
    let names = ["cell", "n", "engine"] + own + ["median", "95 %", "rate", "of roof", "ratio"] + gain + ["samples", "state"]
    var table = TextTable(cells: names)
    for cell in document.cells {
      let place = [cell.id.split(separator: "-n").first.map(String.init) ?? cell.id, "\(cell.params["n"] ?? .text("-"))"]
      let time = [cell.stats.map { Self.time($0.median) } ?? "-", Self.spread(cell), rate(cell), Self.share(cell), ratio(cell)]
      let (threads, speedup) = isSweep ? (["\(cell.threads)"], [Self.speedup(cell)]) : ([], [])
      table.add(cells: place + [cell.engine] + threads + time + speedup + ["\(cell.stats?.n ?? 0)", cell.validation.state])
    }
    let lines = engineLines + reasonLines + incompleteLines + canaryLine + taken + targetLine
    return ([table.text, ""] + lines + [closing]).joined(separator: "\n")
  }

  /// Over one thread.
  private static func speedup(_ cell: CellRecord) -> String { cell.derived?.speedup.map { String(format: "%.2f", $0) } ?? "-" }

  /// By the model, in the unit of the roof that bounds the cell.
  private func rate(_ cell: CellRecord) -> String {
    guard let derived = cell.derived else { return "-" }
    switch cell.model.roof {
    case .compute: return String(format: "%.1f GFLOP/s", derived.flopsPerS * 1e-9)
    case .memory: return String(format: "%.2f GB/s", derived.bytesPerS * 1e-9)
    }
  }

  /// Of what the host can do at best for such work.
  private static func share(_ cell: CellRecord) -> String {
    cell.roofline.map { String(format: "%.0f %%", 100 * $0.share) } ?? "-"
  }

  /// How many times as fast as the best other engine on the same cell.
  private func ratio(_ cell: CellRecord) -> String {
    guard let own = cell.stats?.median, own > 0 else { return "-" }
    let others = document.cells.filter { $0.id == cell.id && $0.engine != cell.engine && isBeside($0, cell) }
    guard let best = others.compactMap({ $0.stats?.median }).min() else { return "-" }
    return String(format: "%.2f", best / own)
  }

  /// Of one number of threads, or the most that each engine has.
  private func isBeside(_ cell: CellRecord, _ own: CellRecord) -> Bool {
    document.key(cell).threads == document.key(own).threads
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case 1...: String(format: "%.3f s", seconds)
    case 1e-3...: String(format: "%.3f ms", seconds * 1e3)
    default: String(format: "%.3f us", seconds * 1e6)
    }
  }

  private static func spread(_ cell: CellRecord) -> String {
    guard let stats = cell.stats else { return "-" }
    guard let interval = stats.ci95, stats.median > 0 else { return "few" }
    return String(format: "± %.1f %%", (interval.high - interval.low) / (2 * stats.median) * 100)
  }

  private var engineLines: [String] {
    wholeEngines.map { "\($0.description.name): \(EngineReport.line($0.description))" }
      + [document.roofs?.text].compactMap(\.self)
  }

  /// Those with the most threads, which stand first.
  private var wholeEngines: [Engine] {
    var seen: Set<String> = []
    return engines.filter { seen.insert($0.description.name).inserted }
  }

  private var reasonLines: [String] {
    grouped { cell in cell.validation.reason.map { "\(cell.validation.state) (\(cell.engine)): \($0)" } }
  }

  private var incompleteLines: [String] { grouped { cell in cell.incompleteWhy.map { "samples are missing: \($0)" } } }

  /// Each sentence once, with the cells it holds for.
  private func grouped(_ sentence: (CellRecord) -> String?) -> [String] {
    var order: [String] = []
    var cells: [String: [String]] = [:]
    for cell in document.cells {
      guard let sentence = sentence(cell) else { continue }
      if cells[sentence] == nil { order.append(sentence) }
      cells[sentence, default: []].append(cell.id + (document.key(cell).threads.map { ", \(CellKey.text(threads: $0))" } ?? ""))
    }
    return order.map { sentence in
      let ids = cells[sentence] ?? []
      return "\(sentence) [\(ids.count > 3 ? "\(ids.count) cells" : ids.joined(separator: ", "))]"
    }
  }

  private var canaryLine: [String] {
    guard document.canary != nil else { return [] }
    let left = document.cells.reduce(0) { $0 + ($1.samplesLeftOut?.count ?? 0) }
    let all = document.cells.reduce(0) { $0 + $1.samplesS.count }
    let unsettled = document.cells.count { $0.flags.contains(CellMeasurement.Flag.hostUnsettled.rawValue) }
    let lines = [
      (left, "left out: \(left) of \(all) samples, around which the host was in another state than for most of the run (canary)"),
      (unsettled, "\(unsettled) cells count all their samples: the host was in no one state for long enough (canary)"),
    ]
    return lines.filter { $0.0 > 0 }.map(\.1)
  }

  private var taken: [String] { [document.interference?.sentence].compactMap(\.self) }

  private var closing: String {
    "ratio: speed over the best other engine; rates by the models of 'leontief-bench list'; "
      + String(format: "%.1f s in all", document.seconds) + (document.interrupted == true ? ", interrupted" : "")
  }
}

extension RoofsRecord {
  /// One line.
  var text: String {
    let levels = caches.map {
      String(format: ", %.1f GB/s from \(Int($0.capacityBytes).byteText) of cache", $0.bytesPerS * 1e-9)
    }
    let peaks = String(format: "roofs: %.1f GFLOP/s double, %.1f single, ", doubleFlopsPerS * 1e-9, singleFlopsPerS * 1e-9)
    return peaks + String(format: "%.1f GB/s from memory", memoryBytesPerS * 1e-9) + levels.joined()
  }
}
