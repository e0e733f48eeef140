import Tables

/// Persons or jobs by sector: the row of that meaning, when a table has one that its outputs can bear.
struct EmploymentRow {
  /// Nil without such a row, and where a member without output has some: what they are a part of is not known.
  let jobs: [Double]?
  /// Jobs a unit of output, 0 for inactive sectors.
  let rates: [Double]?
  /// Why a row is left out, with the sectors and their jobs.
  let remarks: [String]

  private static let names: Set<String> = ["employment", "jobs", "persons", "persons_engaged", "emp"]
  private static let mostNamed = 5

  /// `members`: the sectors whose jobs are asked for. Those of others without output are a part of no figure.
  init(_ table: borrowing InputOutputTable, _ output: [Double], members: [Int]) {
    guard let row = table.rows.first(where: { Self.names.contains($0.name.lowercased()) && $0.rowCount == 1 }) else {
      (jobs, rates, remarks) = (nil, nil, [])
      return
    }
    let idle = members.filter { output[$0] == 0 && row.values[$0] != 0 }
    guard idle.isEmpty else {
      var named: [String] = []
      for k in idle.prefix(Self.mostNamed) { named.append("\(row.values[k]) of \(table.sectors[k].qualifiedCode)") }
      let more = idle.count > named.count ? " and \(idle.count - named.count) more" : ""
      (jobs, rates) = (nil, nil)
      let which = "\(named.joined(separator: ", "))\(more)"
      remarks = ["jobs are left out: row \(row.name) has \(which) without any output; correct one of them"]
      return
    }
    (jobs, remarks) = (row.values, [])
    rates = output.indices.map { output[$0] == 0 ? 0 : row.values[$0] / output[$0] }
  }
}
