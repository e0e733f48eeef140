import Tables

/// A row under the flows of a table: what every sector has of value added, an input, jobs.
struct RowSeries: Equatable {
  /// "value_added", a row's name, or NAME_2 for the second of several rows of one name.
  let name: String
  /// The name that all rows of a block share.
  let block: String
  /// n values.
  let values: [Double]
}

extension InputOutputTable {
  /// Value added, then every other row in the order of the table.
  var series: [RowSeries] {
    let n = sectorCount
    let given = valueAdded.map { [RowSeries(name: "value_added", block: "value_added", values: $0)] } ?? []
    return given
      + rows.flatMap { row in
        (0..<row.rowCount).map { k in
          RowSeries(
            name: row.rowCount == 1 ? row.name : "\(row.name)_\(k + 1)", block: row.name,
            values: Array(row.values[k * n..<(k + 1) * n]))
        }
      }
  }

  /// The series of those names, in their order; a block's name stands for all of its rows.
  ///
  /// Errors: `EstimationError.noRow` for a name the table does not have.
  func series(_ names: [String]) throws(EstimationError) -> [RowSeries] {
    let all = series
    var found: [RowSeries] = []
    for name in names {
      let matches = all.filter { $0.block == name }
      let one = all.filter { $0.name == name }
      guard !matches.isEmpty || !one.isEmpty else {
        throw .noRow(name, table: metadata.title, rows: Self.names(all))
      }
      found += matches.isEmpty ? one : matches
    }
    return found
  }

  /// Blocks before their rows.
  private static func names(_ series: [RowSeries]) -> [String] {
    var names: [String] = []
    for row in series {
      if !names.contains(row.block) { names.append(row.block) }
      if row.name != row.block { names.append(row.name) }
    }
    return names
  }
}
