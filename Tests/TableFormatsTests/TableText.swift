import MatrixCore
import Tables

/// Everything a table holds as text, numbers by their bits: equal texts are equal tables.
func text(of table: borrowing InputOutputTable) -> [String] {
  var lines = table.sectors.labels.map { "\($0.region)|\($0.code)|\($0.name)" }
  lines += table.demand.map { "\($0.region)|\($0.category)|\($0.role ?? "-")" }
  lines.append("\(table.transactionsKind)")
  lines.append(bits(of: table.transactions.view))
  lines.append(bits(of: table.finalDemand.view))
  lines.append(table.output.map(bits) ?? "no output")
  lines.append(table.valueAdded.map(bits) ?? "no value added")
  lines += table.rows.sorted { $0.name < $1.name }.map { "\($0.name)|\($0.rowCount)|\($0.meaning ?? "-")|\(bits($0.values))" }
  lines.append("\(table.metadata)".replacing(#/source: \[.*?\]|licence: \[.*?\]/#, with: ""))
  lines += table.metadata.source.sorted { $0.key < $1.key }.map { "source \($0.key) \($0.value)" }
  lines += table.metadata.licence.sorted { $0.key < $1.key }.map { "licence \($0.key) \($0.value)" }
  return lines
}

private func bits(_ values: [Double]) -> String { values.map { String($0.bitPattern, radix: 16) }.joined(separator: " ") }

private func bits(of matrix: MatrixView<Double>) -> String {
  var text = "\(matrix.rows)×\(matrix.columns)"
  for i in 0..<matrix.rows {
    for j in 0..<matrix.columns { text += " " + String(matrix[i, j].bitPattern, radix: 16) }
  }
  return text
}
