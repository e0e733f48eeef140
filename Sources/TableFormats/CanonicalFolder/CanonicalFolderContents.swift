import Foundation
import MatrixCore
import Tables

/// Fills a folder with the files of a table and keeps the list of them.
struct CanonicalFolderContents {
  let folder: CanonicalFolder
  private var files: [String: CanonicalDocument.File] = [:]

  init(folder: CanonicalFolder) { self.folder = folder }

  mutating func write(_ table: borrowing InputOutputTable, _ validation: TableValidation) throws(FileError) {
    try NPYWriter.write(table.transactions.view, to: folder.file(CanonicalFolder.transactions(table.transactionsKind)))
    try complete(table, validation)
  }

  /// Writes everything but the transactions, whose file is in the folder already.
  mutating func complete(_ table: borrowing InputOutputTable, _ validation: TableValidation) throws(FileError) {
    let isFlows = table.transactionsKind == .flows
    files[CanonicalFolder.transactions(table.transactionsKind)] = array(
      [table.sectorCount, table.sectorCount],
      isFlows ? "intermediate flows, row sells to column" : "technical coefficients, row input per unit of column output")
    if isFlows || !table.demand.isEmpty {
      try write(
        table.finalDemand.view, as: CanonicalFolder.finalDemand, "final demand, rows sell to demand categories (demand.csv)")
      try write(table.demand)
    }
    if let output = table.output { try write(output, as: CanonicalFolder.output, "gross output") }
    if let valueAdded = table.valueAdded { try write(valueAdded, as: CanonicalFolder.valueAdded, "value added") }
    for rows in table.rows { try write(rows, width: table.sectorCount) }
    try write(table.sectors)
    let document = CanonicalDocument(table, validation, files: files)
    let path = folder.file(CanonicalFolder.metadata)
    guard let json = try? document.json() else { throw FileError(path: path, operation: .write, code: EINVAL) }
    try write(json, to: path)
  }

  private mutating func write(_ matrix: MatrixView<Double>, as file: String, _ meaning: String) throws(FileError) {
    try NPYWriter.write(matrix, to: folder.file(file))
    files[file] = array([matrix.rows, matrix.columns], meaning)
  }

  private mutating func write(_ vector: [Double], as file: String, _ meaning: String?) throws(FileError) {
    try NPYWriter.write(vector, to: folder.file(file))
    files[file] = array([vector.count], meaning)
  }

  private mutating func write(_ rows: NamedRows, width: Int) throws(FileError) {
    let file = rows.name + ".npy"
    if rows.rowCount == 1 {
      try write(rows.values, as: file, rows.meaning)
    } else {
      try NPYWriter.write(rows.values.span, rows: rows.rowCount, columns: width, to: folder.file(file))
      files[file] = array([rows.rowCount, width], rows.meaning)
    }
    files[file]?.role = "rows"
  }

  private mutating func write(_ sectors: SectorIndex) throws(FileError) {
    var text = CSVWriter.record(["index", "region", "code", "name"])
    for (index, label) in sectors.labels.enumerated() {
      text += CSVWriter.record([String(index), label.region, label.code, label.name])
    }
    try write(text, to: folder.file(CanonicalFolder.sectors))
    files[CanonicalFolder.sectors] = CanonicalDocument.File(rows: sectors.count, columns: "index (0-based), region, code, name")
  }

  private mutating func write(_ demand: [DemandCategory]) throws(FileError) {
    var text = CSVWriter.record(["index", "region", "category"])
    for (index, label) in demand.enumerated() { text += CSVWriter.record([String(index), label.region, label.category]) }
    try write(text, to: folder.file(CanonicalFolder.demand))
    files[CanonicalFolder.demand] = CanonicalDocument.File(rows: demand.count, columns: "index (0-based), region, category")
  }

  private func write(_ text: String, to path: String) throws(FileError) {
    var file = try ReplacementFile(path: path)
    try file.write(text)
    try file.commit()
  }

  private func array(_ shape: [Int], _ meaning: String?) -> CanonicalDocument.File {
    CanonicalDocument.File(shape: shape, dtype: "float64", order: "C", meaning: meaning)
  }
}
