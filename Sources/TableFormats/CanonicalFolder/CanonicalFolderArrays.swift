import MatrixCore
import Tables

/// Loads the arrays that a plan found.
struct CanonicalFolderArrays {
  private let plan: CanonicalFolderPlan
  private let document: CanonicalMetadata?
  private(set) var notes: [String] = []
  private(set) var leftAlone: [String]

  init(_ plan: CanonicalFolderPlan, _ document: CanonicalMetadata?) {
    self.plan = plan
    self.document = document
    leftAlone = plan.leftAlone
  }

  mutating func load(_ labels: CanonicalFolderLabels, metadata: TableMetadata) throws(TableReadError) -> InputOutputTable {
    let valueAdded = try plan.valueAddedFile.map(vector)
    var rows = try namedRows()
    try settleGrossValueAdded(valueAdded, &rows)
    var table = InputOutputTable(
      sectors: labels.sectors, transactionsKind: plan.kind, transactions: try matrix(plan.transactionsFile),
      demand: labels.demand, finalDemand: try finalDemand(), output: plan.hasOutput ? try vector(CanonicalFolder.output) : nil,
      valueAdded: valueAdded, rows: rows, metadata: metadata)
    if let note = table.computeMissingOutput() { notes.append(note) }
    return table
  }

  private func finalDemand() throws(TableReadError) -> Matrix<Double> {
    if plan.hasDemand { return try matrix(CanonicalFolder.finalDemand) }
    do { return try Matrix(rows: plan.sectorCount, columns: 0) } catch { throw .allocation(path: plan.folder.path, error) }
  }

  private func namedRows() throws(TableReadError) -> [NamedRows] {
    var rows: [NamedRows] = []
    for row in plan.rows {
      let file = row.name + ".npy"
      let values = row.isVector ? try vector(file) : try block(file)
      rows.append(NamedRows(name: row.name, rowCount: row.rowCount, values: values, meaning: document?.files?[file]?.meaning))
    }
    return rows
  }

  /// A second file of value added is dropped when it repeats the first, and kept as a row when it does not: two
  /// definitions of value added must not be merged silently.
  private mutating func settleGrossValueAdded(_ valueAdded: [Double]?, _ rows: inout [NamedRows]) throws(TableReadError) {
    let file = CanonicalFolder.grossValueAdded
    guard plan.valueAddedFile == CanonicalFolder.valueAdded, leftAlone.contains(file) else { return }
    let second = try vector(file)
    guard second != valueAdded, second.count == plan.sectorCount else { return }
    leftAlone.removeAll { $0 == file }
    rows.append(NamedRows(name: "gva", values: second, meaning: document?.files?[file]?.meaning))
    notes.append("gva.npy differs from va.npy and is kept as a row of its own")
  }

  private func matrix(_ file: String) throws(TableReadError) -> Matrix<Double> {
    do { return try Matrix.npy(plan.folder.file(file)) } catch { throw .npy(error) }
  }

  private func vector(_ file: String) throws(TableReadError) -> [Double] {
    do { return try [Double].npy(plan.folder.file(file)) } catch { throw .npy(error) }
  }

  private func block(_ file: String) throws(TableReadError) -> [Double] {
    let block = try matrix(file)
    var values: [Double] = []
    values.reserveCapacity(block.count)
    for i in 0..<block.rows {
      for j in 0..<block.columns { values.append(block[i, j]) }
    }
    return values
  }
}
