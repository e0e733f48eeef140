import MatrixCore
import Tables

/// The lines of values of a labelled csv, taken into a table one by one.
struct LabelledCSVBody: ~Copyable {
  private let path: String
  private let layout: LabelledCSVLayout
  private var table: InputOutputTable
  private var sectorsTaken = 0

  /// `table` has the header's labels and zeros for values.
  init(_ table: consuming InputOutputTable, layout: LabelledCSVLayout, path: String) {
    self.table = table
    self.layout = layout
    self.path = path
  }

  mutating func take(_ record: CSVRecord) throws(CSVError) {
    switch try LabelledCSV.Line(record, path: path) {
    case .sector: try takeSector(record)
    case .valueAdded: try takeValueAdded(record)
    case .row: try takeRow(record)
    case .meta, .columns:
      throw error(record, column: 1, "meta and columns lines stand above the values")
    }
  }

  private mutating func takeSector(_ record: CSVRecord) throws(CSVError) {
    try checkLabel(record)
    try checkWidth(record, values: layout.valueCount)
    let n = layout.sectors.count
    for j in 0..<n { table.transactions[sectorsTaken, j] = try value(record, j) }
    for c in 0..<layout.demand.count { table.finalDemand[sectorsTaken, c] = try value(record, n + c) }
    if layout.hasOutput {
      let (row, output) = (sectorsTaken, try value(record, n + layout.demand.count))
      table.output?[row] = output
    }
    sectorsTaken += 1
  }

  /// The labels of a row must be those of the column at the same position.
  private func checkLabel(_ record: CSVRecord) throws(CSVError) {
    guard sectorsTaken < layout.sectors.count else {
      throw error(record, column: 1, "there are more sector lines than sector columns (\(layout.sectors.count))")
    }
    let label = layout.sectors[sectorsTaken]
    let cells = [(1, "region", label.region), (2, "code", label.code), (3, "name", label.name)]
    for (index, what, expected) in cells {
      let found = index < record.count ? try record.string(index, path: path) : ""
      guard found == expected else {
        throw error(
          record, column: index + 1, "the \(what) is '\(found)', but '\(expected)' in sector column \(sectorsTaken + 1)")
      }
    }
  }

  private mutating func takeValueAdded(_ record: CSVRecord) throws(CSVError) {
    guard table.valueAdded == nil else { throw error(record, column: 1, "value added is given twice") }
    table.valueAdded = try sectorValues(record)
    let meaning = try record.string(3, path: path)
    if !meaning.isEmpty { table.metadata.valueAddedMeaning = meaning }
  }

  private mutating func takeRow(_ record: CSVRecord) throws(CSVError) {
    let name = record.count > 1 ? try record.string(1, path: path) : ""
    guard !name.isEmpty else { throw error(record, column: 2, "the row has no name") }
    let values = try sectorValues(record)
    if let last = table.rows.last, last.name == name {
      table.rows[table.rows.count - 1].rowCount += 1
      table.rows[table.rows.count - 1].values += values
      return
    }
    guard !table.rows.contains(where: { $0.name == name }) else {
      throw error(record, column: 2, "the rows '\(name)' do not follow each other")
    }
    let meaning = try record.string(3, path: path)
    table.rows.append(NamedRows(name: name, values: values, meaning: meaning.isEmpty ? nil : meaning))
  }

  private func sectorValues(_ record: CSVRecord) throws(CSVError) -> [Double] {
    try checkWidth(record, values: layout.sectors.count)
    var values: [Double] = []
    values.reserveCapacity(layout.sectors.count)
    for j in 0..<layout.sectors.count { values.append(try value(record, j)) }
    return values
  }

  private func checkWidth(_ record: CSVRecord, values: Int) throws(CSVError) {
    let expected = LabelledCSV.labelColumns + values
    guard record.count >= expected, record.filledCount <= expected else {
      let found = record.count < expected ? record.count : record.filledCount
      throw CSVError(
        path: path, line: record.line, column: 1, reason: .fieldCount(expected: expected, found: found))
    }
  }

  private func value(_ record: CSVRecord, _ index: Int) throws(CSVError) -> Double {
    try record.number(LabelledCSV.labelColumns + index, path: path)
  }

  private func error(_ record: CSVRecord, column: Int, _ sentence: String) -> CSVError {
    CSVError(path: path, line: record.line(of: column - 1), column: column, reason: .unexpected(sentence))
  }

  /// The table, when every sector had its line.
  consuming func finished() throws(TableReadError) -> InputOutputTable {
    guard sectorsTaken == layout.sectors.count else {
      let expected = "\(layout.sectors.count)"
      throw .disagreement(path: path, found: "\(sectorsTaken) sector lines", other: "the header", expected: expected)
    }
    return table
  }
}
