import Tables

/// The `columns` lines of a labelled csv: what the columns behind the labels are.
struct LabelledCSVColumns {
  private var lines: [String: (line: Int, cells: [String])] = [:]

  private static let known = ["kind", "region", "code", "name", "role"]

  /// Takes one line in; its second field says which labels it holds.
  mutating func take(_ record: CSVRecord, path: String) throws(CSVError) {
    let what = record.count > 1 ? try record.string(1, path: path) : ""
    guard Self.known.contains(what) else {
      throw CSVError(
        path: path, line: record.line, column: 2,
        reason: .unexpected("columns of '\(what)' are unknown; write kind, region, code, name or role"))
    }
    var cells: [String] = []
    for index in LabelledCSV.labelColumns..<max(record.filledCount, LabelledCSV.labelColumns) {
      cells.append(try record.string(index, path: path))
    }
    guard lines.updateValue((record.line, cells), forKey: what) == nil else {
      throw CSVError(
        path: path, line: record.line, column: 2, reason: .unexpected("the columns of '\(what)' are given twice"))
    }
  }

  /// The labels the lines add up to. Errors name the cell.
  func layout(path: String, line: Int) throws(TableReadError) -> LabelledCSVLayout {
    var draft = Draft()
    do throws(CSVError) {
      for what in ["kind", "region", "code", "name"] where lines[what] == nil {
        let sentence = "there is no line 'columns,\(what)' above the values"
        throw CSVError(path: path, line: line, column: 1, reason: .unexpected(sentence))
      }
      for (index, word) in (lines["kind"]?.cells ?? []).enumerated() {
        try place(word, at: index, into: &draft, path: path)
      }
      let width = lines["kind"]?.cells.count ?? 0
      for what in Self.known {
        guard let line = lines[what], line.cells.count > width else { continue }
        let sentence = "a label stands in a column that has no kind"
        throw CSVError(
          path: path, line: line.line, column: LabelledCSV.labelColumns + width + 1, reason: .unexpected(sentence))
      }
    } catch { throw .csv(error) }
    do {
      return LabelledCSVLayout(sectors: try SectorIndex(draft.labels), demand: draft.demand, hasOutput: draft.hasOutput)
    } catch { throw .labels(path: path, error) }
  }

  private struct Draft {
    var labels: [SectorLabel] = []
    var demand: [DemandCategory] = []
    var hasOutput = false
  }

  private func place(
    _ word: String, at index: Int, into draft: inout Draft, path: String
  ) throws(CSVError) {
    let position = LabelledCSV.labelColumns + index
    let sentence: String
    switch LabelledCSV.Column(rawValue: word) {
    case .sector where draft.demand.isEmpty && !draft.hasOutput:
      draft.labels.append(SectorLabel(region: cell("region", index), code: cell("code", index), name: cell("name", index)))
      return
    case .demand where !draft.hasOutput:
      let role = cell("role", index)
      draft.demand.append(
        DemandCategory(
          region: cell("region", index), category: cell("name", index), role: role.isEmpty ? nil : role))
      return
    case .output where !draft.hasOutput:
      draft.hasOutput = true
      return
    case nil: sentence = "the kind of column '\(word)' is unknown; write sector, demand or output"
    default: sentence = "the kind '\(word)' is out of order; write all sectors, then demand, then one output"
    }
    throw CSVError(path: path, line: lines["kind"]?.line ?? 1, column: position + 1, reason: .unexpected(sentence))
  }

  private func cell(_ what: String, _ index: Int) -> String {
    guard let cells = lines[what]?.cells, index < cells.count else { return "" }
    return cells[index]
  }
}
