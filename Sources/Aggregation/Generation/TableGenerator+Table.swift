import MatrixCore
import Tables

extension TableGenerator {
  /// Everything but the transactions, divided by the shares.
  func table(
    of source: borrowing InputOutputTable, _ sectors: GeneratedSectors, transactions: consuming Matrix<Double>
  ) throws(GenerationError) -> InputOutputTable {
    let index: SectorIndex
    do { index = try SectorIndex(sectors.labels(source.sectors)) } catch { throw .labels(error) }
    let categories = source.demand.count
    var demand: Matrix<Double>
    do { demand = try Matrix(rows: sectors.count, columns: categories) } catch { throw .allocation(error) }
    for q in 0..<sectors.count {
      for c in 0..<categories { demand[q, c] = sectors.share[q] * source.finalDemand[sectors.source[q], c] }
    }
    let n = source.sectorCount
    let rows = source.rows.map { block in
      let values = (0..<block.rowCount).flatMap { sectors.divided(block.values[$0 * n..<($0 + 1) * n]) }
      return NamedRows(name: block.name, rowCount: block.rowCount, values: values, meaning: block.meaning)
    }
    return InputOutputTable(
      sectors: index, transactionsKind: source.transactionsKind, transactions: transactions, demand: source.demand,
      finalDemand: demand, output: source.output.map { sectors.divided($0[...]) },
      valueAdded: source.valueAdded.map { sectors.divided($0[...]) }, rows: rows,
      metadata: metadata(source.metadata, from: n, to: sectors.count))
  }

  private func metadata(_ source: TableMetadata, from old: Int, to new: Int) -> TableMetadata {
    var metadata = source
    if !metadata.id.isEmpty { metadata.id += "-\(new)" }
    metadata.title += metadata.title.isEmpty ? "generated" : " (generated)"
    metadata.notes.append("generated: only sums over the sub-regions of a region are figures of the source")
    metadata.history.append(
      "generated \(new) sectors from \(old) by splitting regions, seed \(seed), noise \(noise), home bias \(homeBias)")
    return metadata
  }

  static func checkFinite(_ source: borrowing InputOutputTable) throws(GenerationError) {
    let name = source.transactionsKind == .flows ? "Z" : "A"
    if let (row, column) = source.transactions.view.firstNonFinite() {
      throw .notFinite("\(name) of \(source.sectors[row].qualifiedCode) to \(source.sectors[column].qualifiedCode)")
    }
    if let (row, column) = source.finalDemand.view.firstNonFinite() {
      throw .notFinite("final demand of \(source.sectors[row].qualifiedCode), \(source.demand[column].category),")
    }
    var vectors = source.rows.map { ($0.name, $0.values) }
    if let output = source.output { vectors.append(("output", output)) }
    if let valueAdded = source.valueAdded { vectors.append(("value added", valueAdded)) }
    for (name, values) in vectors {
      guard let place = values.firstIndex(where: { !$0.isFinite }) else { continue }
      throw .notFinite("\(name) of \(source.sectors[place % source.sectorCount].qualifiedCode)")
    }
  }
}

extension GeneratedSectors {
  /// A share of an output must not come so near to zero that its reciprocal is lost.
  func checkOutput(of table: borrowing InputOutputTable) throws(GenerationError) {
    guard let output = table.output else { return }
    for q in 0..<count where output[source[q]] != 0 && !(share[q] * output[source[q]]).isNormal {
      throw .outputTooSmall(table.sectors[source[q]], output: output[source[q]])
    }
  }
}
