import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// The result as people read it.
struct ResultText {
  private let measurements: [CellMeasurement]
  private let engines: [Engine]
  private let document: ResultDocument

  init(_ measurements: [CellMeasurement], engines: [Engine], _ document: ResultDocument) {
    self.measurements = measurements
    self.engines = engines
    self.document = document
  }

  var text: String {
    var table = TextTable("cell", "n", "engine", "median", "95 %", "rate", "of roof", "ratio", "samples", "state")
    for (measurement, record) in zip(measurements, document.cells) {
      let cell = measurement.cell
      let statistics = measurement.statistics
      table.add(
        cell.id.split(separator: "-n").first.map(String.init) ?? cell.id, "\(cell.parameters["n"] ?? .text("-"))",
        cell.engine.description.name, statistics.map { Self.time($0.median) } ?? "-", Self.spread(statistics),
        rate(measurement), Self.share(record), ratio(measurement), "\(statistics?.count ?? 0)", measurement.state.name)
    }
    return ([table.text, ""] + engineLines + reasonLines + [closing]).joined(separator: "\n")
  }

  /// By the model, in the unit of the roof that bounds the cell.
  private func rate(_ measurement: CellMeasurement) -> String {
    guard let median = measurement.statistics?.median, median > 0 else { return "-" }
    let model = measurement.cell.model
    switch model.roof {
    case .compute: return String(format: "%.1f GFLOP/s", model.flops / median * 1e-9)
    case .memory: return String(format: "%.2f GB/s", model.bytesMin / median * 1e-9)
    }
  }

  /// Of what the host can do at best for such work.
  private static func share(_ cell: CellRecord) -> String {
    cell.roofline.map { String(format: "%.0f %%", 100 * $0.share) } ?? "-"
  }

  /// How many times as fast as the best other engine on the same cell.
  private func ratio(_ measurement: CellMeasurement) -> String {
    guard let own = measurement.statistics?.median, own > 0 else { return "-" }
    let name = measurement.cell.engine.description
    let others = measurements.filter { $0.cell.id == measurement.cell.id && $0.cell.engine.description != name }
    guard let best = others.compactMap({ $0.statistics?.median }).min() else { return "-" }
    return String(format: "%.2f", best / own)
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case 1...: String(format: "%.3f s", seconds)
    case 1e-3...: String(format: "%.3f ms", seconds * 1e3)
    default: String(format: "%.3f us", seconds * 1e6)
    }
  }

  private static func spread(_ statistics: SampleStatistics?) -> String {
    guard let statistics else { return "-" }
    guard let width = statistics.relativeHalfWidth else { return "few" }
    return String(format: "± %.1f %%", width * 100)
  }

  private var engineLines: [String] {
    engines.map { "\($0.description.name): \(EngineReport.line($0.description))" } + [document.roofs?.text].compactMap(\.self)
  }

  /// Each reason once, with the cells it holds for.
  private var reasonLines: [String] {
    var order: [String] = []
    var cells: [String: [String]] = [:]
    for measurement in measurements {
      guard let reason = measurement.state.reason else { continue }
      let sentence = "\(measurement.state.name) (\(measurement.cell.engine.description.name)): \(reason)"
      if cells[sentence] == nil { order.append(sentence) }
      cells[sentence, default: []].append(measurement.cell.id)
    }
    return order.map { sentence in
      let ids = cells[sentence] ?? []
      return "\(sentence) [\(ids.count > 3 ? "\(ids.count) cells" : ids.joined(separator: ", "))]"
    }
  }

  private var closing: String {
    "ratio: speed over the best other engine; rates by the models of 'leontief-bench list'; "
      + String(format: "%.1f s in all", document.seconds)
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
