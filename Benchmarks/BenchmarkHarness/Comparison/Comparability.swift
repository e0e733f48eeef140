/// Whether runs did the same work.
public enum Comparability {
  /// A sentence for each reason why they did not; none when their times may be compared.
  public static func obstacles(_ runs: [ComparedRun]) -> [String] {
    guard let base = runs.first else { return [] }
    return runs.dropFirst().flatMap { documents(base, $0) + cells(base, $0) }
  }

  private static func documents(_ base: ComparedRun, _ other: ComparedRun) -> [String] {
    let (first, second) = (base.document, other.document)
    let facts: [(what: String, String, String)] = [
      ("suites", first.suite, second.suite),
      ("versions of the suite", "\(first.suiteVersion)", "\(second.suiteVersion)"),
      ("generators", first.generator, second.generator),
    ]
    let differing = facts.filter { $0.1 != $0.2 }.map { what, mine, theirs in
      "different \(what): \(mine) in \(base.name), \(theirs) in \(other.name)"
    }
    return first.runId == second.runId ? ["\(base.name) and \(other.name) are the same run"] : differing
  }

  /// The first cell whose problem is another one; the rest of them are counted.
  private static func cells(_ base: ComparedRun, _ other: ComparedRun) -> [String] {
    let differing = base.document.cells.compactMap { cell in
      other.cell(CellKey(cell)).flatMap { difference(cell, base.name, $0, other.name) }
    }
    guard let first = differing.first else { return [] }
    return ["different inputs: \(first)" + (differing.count > 1 ? ", and \(differing.count - 1) cells more" : "")]
  }

  private static func difference(_ mine: CellRecord, _ base: String, _ theirs: CellRecord, _ other: String) -> String? {
    let name = CellKey(mine).text
    for key in Set(mine.params.keys).union(theirs.params.keys).sorted() where mine.params[key] != theirs.params[key] {
      let values = [mine.params[key], theirs.params[key]].map { $0.map { "\($0)" } ?? "missing" }
      return "\(name) has \(key) \(values[0]) in \(base) and \(values[1]) in \(other)"
    }
    // What was skipped had no input.
    if let first = mine.inputHash, let second = theirs.inputHash, first != second {
      return "\(name) has the input \(first) in \(base) and \(second) in \(other)"
    }
    return mine.model == theirs.model ? nil : "\(name) has another model of its work in \(other)"
  }
}
