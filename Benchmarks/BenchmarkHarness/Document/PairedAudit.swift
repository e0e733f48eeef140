/// Whether the ratios and verdicts of a document of two sides follow from its samples.
struct PairedAudit {
  private let document: PairedDocument

  init(_ document: PairedDocument) { self.document = document }

  /// Another mathematical library can round the last digits otherwise.
  private static let tolerance = 1e-12

  var problems: [String] {
    let rule = PairedRule(minEffect: document.minEffect, cells: document.cells.count)
    let facts: [(String, Bool)] = [
      ("looks", document.looks == rule.looks),
      ("significance_of_look", near(document.significanceOfLook, PairedRule.significanceOfLook)),
      ("confidence", near(document.confidence, PairedRule.confidence)),
      ("rounds_of_generation", document.roundsOfGeneration == PairedMeasurement.roundsOfGeneration),
      ("sides", document.sides.map(\.name) == PairedSide.allCases.map(\.name)),
    ]
    return facts.filter { !$0.1 }.map { "\($0.0) is not what this version of documents has" }
      + document.cells.enumerated().flatMap { cell($1, at: "cells[\($0)] (\($1.id))", rule) }
  }

  private func cell(_ cell: PairedCellRecord, at name: String, _ rule: PairedRule) -> [String] {
    guard cell.ratio != nil else { return cell.verdict == .inconclusive ? [] : ["\(name): a verdict without a ratio"] }
    guard let judged = cell.judged(rule) else { return ["\(name): a ratio without pairs of samples"] }
    let figures: [(String, Double?, Double?)] = [
      ("ratio", cell.ratio, judged.ratio), ("interval[0]", cell.interval?.low, judged.interval?.lowerBound),
      ("interval[1]", cell.interval?.high, judged.interval?.upperBound), ("p", cell.p, judged.p),
      ("adjusted_p", cell.adjustedP, judged.adjustedP),
      ("generations", Double(cell.generations), Double(judged.generations)),
    ]
    let wrong = figures.filter { !near($0.1, $0.2) }.map { key, written, expected in
      "\(name).\(key) is \(Self.text(written)), the samples give \(Self.text(expected))"
    }
    return cell.verdict == judged.verdict
      ? wrong : wrong + ["\(name).verdict is '\(cell.verdict.rawValue)', the samples give '\(judged.verdict.rawValue)'"]
  }

  private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "null" }

  private func near(_ written: Double?, _ expected: Double?) -> Bool {
    guard let written, let expected else { return written == nil && expected == nil }
    return abs(written - expected) <= Self.tolerance * max(abs(expected), 1e-300)
  }
}
