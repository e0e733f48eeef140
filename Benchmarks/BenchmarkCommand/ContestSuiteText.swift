import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// A contest as people read it: a row for each thing that must be reached.
struct ContestSuiteText {
  let result: ContestResult
  let judgements: [Judgement]
  let contenders: [ContenderRecord]
  private let seconds: Double

  init(_ result: ContestResult, _ judgements: [Judgement], contenders: [ContenderRecord], seconds: Double) {
    self.result = result
    self.judgements = judgements
    self.contenders = contenders
    self.seconds = seconds
  }

  var text: String {
    var table = TextTable("what", "n", "engine", "median", "rate", "reached", "95 %", "of", "must", "aim", "verdict")
    for judgement in judgements {
      let requirement = judgement.requirement
      table.add(
        Self.what(requirement), "\(judgement.n)", requirement.contender, judgement.median.map(Self.time) ?? "-",
        judgement.rate.map { Self.rate($0, judgement.model.roof) } ?? "-",
        judgement.value.map { Self.figure($0, requirement) } ?? "-",
        judgement.interval.map { Self.interval($0, requirement) } ?? "", Self.against(requirement),
        Self.figure(requirement.must, requirement), requirement.aim.map { Self.figure($0, requirement) } ?? "",
        judgement.verdict.text)
    }
    let parts: [[String]] = [[table.text, ""], roofs, engineLines, methods, resources, shortfalls, reasons, [closing]]
    return parts.joined().joined(separator: "\n")
  }

  /// "dgemm", "ax-f64-k8": the cell without its size.
  private static func what(_ requirement: Requirement) -> String {
    requirement.cell.split(separator: "-").filter { $0.first != "n" || Int($0.dropFirst()) == nil }.joined(separator: "-")
  }

  private static func against(_ requirement: Requirement) -> String {
    switch requirement.measure {
    case .share(let roof), .readings(let roof): roof
    case .speed(let peer, let cell): cell.map { "\(peer) (\($0))" } ?? peer
    case .limit(let limit): limit.text
    }
  }

  private static func figure(_ value: Double, _ requirement: Requirement) -> String {
    let value = requirement.measure.inUnit(value)
    return switch requirement.measure {
    case .share: String(format: "%.1f %%", value * 100)
    case .readings: String(format: "%.1f readings", value)
    case .speed, .limit: String(format: "%.2f x", value)
    }
  }

  /// "88.7-90.9".
  private static func interval(_ interval: ClosedRange<Double>, _ requirement: Requirement) -> String {
    let ends = requirement.measure.inUnit(interval)
    return switch requirement.measure {
    case .share: String(format: "%.1f-%.1f", ends[0] * 100, ends[1] * 100)
    case .readings: String(format: "%.1f-%.1f", ends[0], ends[1])
    case .speed, .limit: String(format: "%.2f-%.2f", ends[0], ends[1])
    }
  }

  private static func time(_ seconds: Double) -> String {
    seconds >= 1 ? String(format: "%.3f s", seconds) : String(format: "%.4g ms", seconds * 1e3)
  }

  static func rate(_ rate: Double, _ roof: Roof) -> String {
    switch roof {
    case .compute: String(format: "%.1f GFLOP/s", rate * 1e-9)
    case .memory: String(format: "%.2f GB/s", rate * 1e-9)
    }
  }

  private var closing: String {
    let met = judgements.count { $0.verdict == .met }
    return String(
      format: "%d of %d requirements met; medians, of what is compared in the same round; %.1f s in all", met, judgements.count,
      seconds)
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
