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
      ("significance_of_look", document.significanceOfLook == PairedRule.significanceOfLook),
      ("confidence", document.confidence == PairedRule.confidence),
      ("rounds_of_generation", document.roundsOfGeneration == PairedMeasurement.roundsOfGeneration),
      ("sides", document.sides.map(\.name) == PairedSide.allCases.map(\.name)),
    ]
    return facts.filter { !$0.1 }.map { "\($0.0) is not what this version of documents has" }
      + ResultAudit.fingerprint(document.host) + sides + generations
      + document.cells.enumerated().flatMap { index, cell in
        let name = "cells[\(index)] (\(cell.id))"
        return (entries(cell, at: name) + self.cell(cell, at: name, rule))
      }
  }

  /// A side says what its engine is, or why it does not; one that was lost has broken the run off.
  private var sides: [String] {
    document.sides.flatMap { side -> [String] in
      let settings = side.settings
      var problems: [String] = []
      if settings.name != side.name { problems.append("side \(side.name) has the settings of \(settings.name)") }
      if (settings.engine == nil) != (settings.engineWhy != nil) {
        problems.append("side \(side.name): engine_why must stand where engine is null, and only there")
      }
      if settings.failure != nil, !document.interrupted { problems.append("side \(side.name) failed, and interrupted is false") }
      return problems
    }
  }

  /// Where no cell and no run was broken off, the last round tells how many there were.
  private var generations: [String] {
    let entries = document.cells.flatMap { [$0.a, $0.b] }
    let isWhole = !document.interrupted && !entries.isEmpty && entries.allSatisfy(Self.isTimed)
    let rounds = entries.flatMap(\.sampleRound).max().map { $0 + 1 } ?? 0
    let begun = (rounds + PairedMeasurement.roundsOfGeneration - 1) / PairedMeasurement.roundsOfGeneration
    let isRight = isWhole ? document.generations == begun : document.generations + (document.interrupted ? 1 : 0) >= begun
    return isRight ? [] : ["generations is \(document.generations), the rounds give \(begun)"]
  }

  private static func isTimed(_ entry: ContestEntryRecord) -> Bool { CellState.timedNames.contains(entry.validation.state) }

  /// Both sides did the work of the cell.
  private func entries(_ cell: PairedCellRecord, at name: String) -> [String] {
    let n = if case .integer(let n)? = cell.params["n"] { n } else { cell.a.n }
    let facts: [(String, Bool)] = [
      ("id", cell.a.id == cell.id && cell.b.id == cell.id), ("contender", cell.a.contender == "a" && cell.b.contender == "b"),
      ("n", cell.a.n != nil && cell.a.n == n && cell.b.n == n), ("model", cell.a.model != nil && cell.a.model == cell.b.model),
    ]
    let cold = [cell.a, cell.b].filter { !$0.samplesS.isEmpty && $0.coldS == nil }
    return facts.filter { !$0.1 }.map { "\(name): a.\($0.0) and b.\($0.0) are not those of the cell" }
      + cold.map { "\(name).\($0.contender) has samples and no cold_s" }
  }

  private func cell(_ cell: PairedCellRecord, at name: String, _ rule: PairedRule) -> [String] {
    let judged = Self.isTimed(cell.a) && Self.isTimed(cell.b) ? cell.judged(rule) : nil
    guard (judged == nil) == (cell.ratioWhy != nil) else {
      return ["\(name).ratio_why must stand where samples give no ratio, and only there"]
    }
    guard let judged else {
      let isBare = [cell.ratio, cell.p, cell.adjustedP].allSatisfy { $0 == nil } && cell.interval == nil
      return isBare && cell.verdict == .inconclusive && cell.generations == 0
        ? [] : ["\(name): a ratio or a verdict without pairs of samples"]
    }
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
