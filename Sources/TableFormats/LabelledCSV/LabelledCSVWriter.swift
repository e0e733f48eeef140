import MatrixCore
import Tables

/// Writes labelled csv files (`LabelledCSV` states the layout).
public struct LabelledCSVWriter: TableWriter {
  public init() {}

  public var id: String { "labelled-csv" }
  public var name: String { "labelled csv" }

  public func accepts(_ path: String) -> Bool { path.lowercased().hasSuffix(".csv") }

  /// Every number is written with as many digits as bring the same bits back.
  ///
  /// Cost: about 20 bytes a number on disk, one line of text in memory. Errors: `TableWriteError`.
  public func write(
    _ table: borrowing InputOutputTable, to path: String, options: WriteOptions = WriteOptions()
  ) throws(TableWriteError) {
    switch FileStatus(path) {
    case .folder: throw .exists(path: path, cure: "it is a folder; choose another name")
    case .file where options.existing == .refused:
      throw .exists(path: path, cure: "choose another name or ask to replace it")
    case .file, .nothing, .other: break
    }
    try Self.checkNames(table.rows)
    let validation = TableValidation(of: table, negativeOutput: .allowed)
    if let finding = validation.findings(of: .nonFinite).first { throw .invalid(path: path, finding: finding) }
    do throws(FileError) {
      var file = try ReplacementFile(path: path)
      try Self.writeHeader(table, to: &file)
      try Self.writeSectors(table, to: &file)
      try Self.writeRows(table, to: &file)
      try file.commit()
    } catch { throw .file(error) }
  }

  private static func checkNames(_ rows: [NamedRows]) throws(TableWriteError) {
    var seen: Set<String> = []
    for block in rows {
      guard !block.name.isEmpty else { throw .rowName(block.name, reason: "the name is empty") }
      guard block.rowCount > 0 else { throw .rowName(block.name, reason: "there are none of them") }
      guard seen.insert(block.name).inserted else { throw .rowName(block.name, reason: "two blocks of rows have this name") }
    }
  }

  private static func writeHeader(_ table: borrowing InputOutputTable, to file: inout ReplacementFile) throws(FileError) {
    try file.write(CSVWriter.record([LabelledCSV.signature, LabelledCSV.version]))
    for line in LabelledCSVMetadata.lines(table.metadata, table.transactionsKind) { try file.write(CSVWriter.record(line)) }
    let sectors = table.sectors.labels
    let demand = table.demand
    let end = table.output == nil ? [] : [""]
    func line(_ what: String, _ sectorCells: [String], _ demandCells: [String], _ end: [String]) -> String {
      CSVWriter.record([LabelledCSV.Line.columns.rawValue, what, "", ""] + sectorCells + demandCells + end)
    }
    let kinds = (
      sectors.map { _ in LabelledCSV.Column.sector.rawValue }, demand.map { _ in LabelledCSV.Column.demand.rawValue },
      end.map { _ in LabelledCSV.Column.output.rawValue }
    )
    try file.write(line("kind", kinds.0, kinds.1, kinds.2))
    try file.write(line("region", sectors.map(\.region), demand.map(\.region), end))
    try file.write(line("code", sectors.map(\.code), demand.map { _ in "" }, end))
    try file.write(line("name", sectors.map(\.name), demand.map(\.category), end))
    if demand.contains(where: { $0.role != nil }) {
      try file.write(line("role", sectors.map { _ in "" }, demand.map { $0.role ?? "" }, end))
    }
  }

  private static func writeSectors(_ table: borrowing InputOutputTable, to file: inout ReplacementFile) throws(FileError) {
    for i in 0..<table.sectorCount {
      let label = table.sectors[i]
      var text = [LabelledCSV.Line.sector.rawValue, label.region, label.code, label.name].map(CSVWriter.quoted)
        .joined(separator: ",")
      for j in 0..<table.sectorCount { text += ",\(table.transactions[i, j])" }
      for c in 0..<table.demand.count { text += ",\(table.finalDemand[i, c])" }
      if let output = table.output { text += ",\(output[i])" }
      try file.write(text + "\n")
    }
  }

  private static func writeRows(_ table: borrowing InputOutputTable, to file: inout ReplacementFile) throws(FileError) {
    func numbers(_ values: ArraySlice<Double>) -> [String] { values.map { "\($0)" } }
    if let valueAdded = table.valueAdded {
      try file.write(CSVWriter.record([LabelledCSV.Line.valueAdded.rawValue, "", "", ""] + numbers(valueAdded[...])))
    }
    let n = table.sectorCount
    for block in table.rows {
      for row in 0..<block.rowCount {
        let labels = [LabelledCSV.Line.row.rawValue, block.name, "", row == 0 ? block.meaning ?? "" : ""]
        try file.write(CSVWriter.record(labels + numbers(block.values[(row * n)..<(row * n + n)])))
      }
    }
  }
}
