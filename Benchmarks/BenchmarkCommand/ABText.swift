import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// The result of `ab` as people read it.
struct ABText {
  private let document: PairedDocument

  init(_ document: PairedDocument) { self.document = document }

  var text: String {
    var table = TextTable("cell", "A", "B", "speed of B over A", "adjusted p", "generations", "verdict")
    for cell in document.cells {
      table.add(
        cell.id, Self.time(cell.a), Self.time(cell.b), Self.ratio(cell), cell.adjustedP.map { String(format: "%.2g", $0) } ?? "-",
        "\(cell.generations)", verdict(cell))
    }
    let reasons = document.cells.compactMap { cell in cell.ratioWhy.map { "\(cell.id): \($0)" } }
    let injected = document.cells.compactMap { cell in
      cell.injectedSlowdown.map { "\(cell.id): B was made to take \(String(format: "%.3g", $0 * 100)) % longer" }
    }
    return ([table.text, ""] + sides + reasons + injected + [closing]).joined(separator: "\n")
  }

  /// "0.952 × [0.948, 0.957]".
  static func ratio(_ cell: PairedCellRecord) -> String {
    guard let ratio = cell.ratio else { return "-" }
    guard let interval = cell.interval else { return String(format: "%.3f", ratio) }
    return String(format: "%.3f × [%.3f, %.3f]", ratio, interval.low, interval.high)
  }

  private func verdict(_ cell: PairedCellRecord) -> String {
    cell.verdict == .same ? String(format: "same within %.1f %%", document.minEffect * 100) : cell.verdict.rawValue
  }

  private static func time(_ entry: ContestEntryRecord) -> String {
    entry.stats.map { String(format: "%.4g ms", $0.median * 1e3) } ?? entry.validation.state
  }

  private var sides: [String] {
    document.sides.map { side in
      let engine = side.settings.engine.map { engine in
        [engine.version, engine.coreTypeDetected, engine.instructionSet, "\(engine.threadsUsed) threads"].compactMap(\.self)
          .joined(separator: ", ")
      }
      let variables = side.settings.environmentSet.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return ([side.name.uppercased() + ":", side.program, engine ?? "-"] + variables).joined(separator: " ")
    }
  }

  private var closing: String {
    let verdicts: [SpeedVerdict] = [.faster, .slower, .same, .inconclusive]
    let counts = verdicts.map { verdict in "\(document.cells.count { $0.verdict == verdict }) \(verdict.rawValue)" }
    let end = document.interrupted ? ", interrupted" : ""
    return "B: \(counts.joined(separator: ", ")) of \(document.cells.count) cells; \(document.generations) generations in "
      + String(format: "%.1f s", document.seconds) + end
  }
}
